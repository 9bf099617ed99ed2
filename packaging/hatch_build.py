"""Compile the console's translations while a wheel is built; ``run.py`` does it for a checkout."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Makes a ``.qm`` of every ``.ts``; the build fails where Qt's compiler is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected; the wheel's ``artifacts`` take the results in."""
        del build_data
        sources = sorted((Path(self.root) / "resources" / "translations").glob("*.ts"))
        if version == "editable" or not sources:
            return
        # On the path in an isolated build, beside Python in an environment that is not active.
        beside = str(Path(sys.executable).parent)
        compiler = shutil.which("pyside6-lrelease") or shutil.which("pyside6-lrelease", path=beside)
        if compiler is None:
            raise FileNotFoundError(
                "pyside6-lrelease is missing: install PySide6-Essentials to build a wheel"
            )
        for source in sources:
            subprocess.run([compiler, "-silent", source, "-qm", source.with_suffix(".qm")], check=True)
