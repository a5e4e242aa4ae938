"""The questionnaire page: outline, article with its cards, help and history, search."""
