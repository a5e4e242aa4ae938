"""Who is asked to do which part: my part, and giving out work."""
