"""The exchange page: files out and in."""
