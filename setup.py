"""What pyproject.toml cannot say: the questionnaires that ship are compiled while building."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithQuestionnaires(build_py):
    """Copies the program, then compiles the questionnaires beside it.

    So nobody has to trust a file that was built elsewhere, and a wheel needs no compiler.
    """

    def run(self) -> None:
        super().run()
        sys.path.insert(0, str(ROOT))
        from desktop_app.services.packs import SHIPPED, build_shipped  # noqa: PLC0415

        is_in_place = getattr(self, "editable_mode", False)
        build_shipped(SHIPPED if is_in_place else Path(self.build_lib, "resources", "packs"))


setup(cmdclass={"build_py": BuildWithQuestionnaires})
