"""Synchronising with the central server: by button, and by itself where somebody chose it."""
