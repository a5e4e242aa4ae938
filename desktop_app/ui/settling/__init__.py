"""The page on which two or more versions of an answer are settled."""
