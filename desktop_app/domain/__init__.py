"""Frozen records, ids and rules that every other layer speaks of."""
