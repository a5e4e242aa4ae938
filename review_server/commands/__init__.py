"""Groups of commands of `review-server`."""
