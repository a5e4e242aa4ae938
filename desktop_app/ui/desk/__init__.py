"""What the window does from its start to its end: which scene follows which."""

from desktop_app.ui.desk.desk import Desk

__all__ = ["Desk"]
