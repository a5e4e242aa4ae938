"""The steps of the review in the window: a line with today on it, and what is said of each."""
