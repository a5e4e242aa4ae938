"""The page of submission: what is missing, approving, sending, opening it again."""
