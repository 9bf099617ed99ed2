"""Bring ``resources/translations`` up to date: new sentences into the .ts files, the .ts files into .qm.

Run ``python packaging/translations.py`` after a sentence changed, translate what is unfinished, and run it
again. The .qm files are kept in the repository, so that a fresh clone speaks without any tool; a test fails
while they or the .ts files are behind.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VIEWS = ROOT / "src" / "luwte" / "console" / "views"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("nl", "en")


def update(folder: Path) -> None:
    """Write the strings of all views into ``luwte_<language>.ts`` of a folder, keeping what is translated."""
    sources = [str(path.relative_to(ROOT)) for path in sorted(VIEWS.rglob("*.py"))]
    for language in LANGUAGES:
        target = folder / f"luwte_{language}.ts"
        options = [
            "-no-obsolete",
            "-locations",
            "none",
            "-source-language",
            "en",
            "-target-language",
            language,
        ]
        _run("pyside6-lupdate", *sources, *options, "-ts", str(target))


def compile_all(source: Path, target: Path) -> None:
    """Compile every .ts of one folder into a .qm of another."""
    for language in LANGUAGES:
        _run(
            "pyside6-lrelease",
            str(source / f"luwte_{language}.ts"),
            "-qm",
            str(target / f"luwte_{language}.qm"),
        )


def _run(tool: str, *arguments: str) -> None:
    """Run a tool of the environment this Python belongs to."""
    subprocess.run(
        [str(Path(sys.executable).parent / tool), *arguments], cwd=ROOT, check=True, capture_output=True
    )


if __name__ == "__main__":
    update(TRANSLATIONS)
    compile_all(TRANSLATIONS, TRANSLATIONS)
