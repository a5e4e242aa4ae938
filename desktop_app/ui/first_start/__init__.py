"""The first start: four short steps to a profile of one's own."""

from desktop_app.ui.first_start.first_start import FirstStart, Person

__all__ = ["FirstStart", "Person"]
