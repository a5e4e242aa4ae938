"""What pyproject.toml cannot say: what is compiled while building."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithResources(build_py):
    """Copies the program, then compiles questionnaires and translations beside it.

    So nobody has to trust a file that was built elsewhere, and a wheel needs no compiler.
    """

    def run(self) -> None:
        super().run()
        sys.path.insert(0, str(ROOT))
        from desktop_app.services.packs import build_shipped  # noqa: PLC0415
        from i18n.building import compile_all  # noqa: PLC0415

        is_in_place = getattr(self, "editable_mode", False)
        resources = Path(ROOT if is_in_place else self.build_lib, "resources")
        build_shipped(resources / "packs")
        compile_all(resources / "translations")


setup(cmdclass={"build_py": BuildWithResources})
