"""The secretariat's console: plain pages, rendered here, that work without any script."""
