"""Builders of what tests start from, with defaults for everything a test does not name."""
