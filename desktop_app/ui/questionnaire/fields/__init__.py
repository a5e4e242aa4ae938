"""The part of a field that a person works with, one module per kind of answer."""
