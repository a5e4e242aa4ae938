"""Review Desk, the program that national experts and focal points install."""

VERSION = "0.1.0"
