"""The main job end to end without a display: `review-desk demo DIR`."""

from desktop_app.demo.running import run_demo

__all__ = ["run_demo"]
