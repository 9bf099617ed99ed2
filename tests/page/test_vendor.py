"""What is vendored is what the note beside it says."""

import hashlib
import re
from pathlib import Path

from luwte import resources

VENDOR = resources.folder("visitor") / "vendor"


def modules() -> list[Path]:
    """Return the page's own modules."""
    return [file for file in resources.folder("visitor").rglob("*.js") if VENDOR not in file.parents]


def test_the_vendored_file_has_the_hash_that_stands_beside_it() -> None:
    file = VENDOR / "hpke-core-1.9.0.js"
    assert hashlib.sha256(file.read_bytes()).hexdigest() in (VENDOR / "README.md").read_text("utf-8")
    assert file.read_text("utf-8").startswith("/*! @hpke/core 1.9.0")


def test_nothing_else_is_vendored() -> None:
    assert sorted(file.name for file in VENDOR.iterdir()) == ["README.md", "hpke-core-1.9.0.js"]


def test_modules_are_small_and_say_what_they_are_for() -> None:
    for file in modules():
        text = file.read_text("utf-8")
        assert text.startswith("/**"), file.name
        assert len(text.splitlines()) < 400, file.name


def test_no_module_makes_markup_or_runs_text() -> None:
    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"style"
        r"|localStorage|indexedDB|document\.cookie"
    )
    assert [file.name for file in modules() if banned.search(file.read_text("utf-8"))] == []


def test_no_module_or_style_reaches_for_another_host() -> None:
    allowed = {"https://www.buienradar.be/", "http://www.w3.org/2000/svg"}
    for file in [
        *modules(),
        *resources.folder("visitor").glob("*.css"),
        *resources.folder("visitor").glob("*.svg"),
    ]:
        assert set(re.findall(r"https?://[^\s\"'`)]+", file.read_text("utf-8"))) <= allowed, file.name
