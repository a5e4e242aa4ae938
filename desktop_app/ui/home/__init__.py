"""The first page of an open response."""

from desktop_app.ui.home.home import Home

__all__ = ["Home"]
