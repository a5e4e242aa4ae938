"""The encrypted database of a profile, the journal in it, and its files on disk."""
