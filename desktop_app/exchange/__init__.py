"""Change sets out and in: sealed, held, packed, imported. No window, no sentences."""
