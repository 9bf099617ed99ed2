"""Where the files lie that are not code: beside ``src`` in a checkout, inside the package once installed."""

from pathlib import Path

from luwte.errors import LuwteError


class ResourcesError(LuwteError):
    """A folder that belongs to the product is not there: the installation is incomplete."""

    def __init__(self, name: str) -> None:
        super().__init__("resources_missing")
        self.name = name

    @property
    def sentence(self) -> str:
        """What to tell whoever started the program."""
        return f"this installation is incomplete: the folder resources/{self.name} is missing."


def folder(name: str, package: Path | None = None) -> Path:
    """Return the folder ``resources/<name>``; ResourcesError if this installation has none.

    ``package`` is the folder of the installed package; only tests give another one.
    """
    package = package or Path(__file__).resolve().parent
    # An installed package carries its own copy and must never look at what lies around it.
    installed = package / "_resources"
    root = installed if installed.is_dir() else package.parent.parent / "resources"
    found = root / name
    if not found.is_dir():
        raise ResourcesError(name)
    return found
