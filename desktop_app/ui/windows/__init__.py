"""The one window, and what it shows while a response is open."""
