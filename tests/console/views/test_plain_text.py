"""No view can show markup: the calls that could are banned, by name, in every file."""

import ast
from pathlib import Path

import luwte.console.views
from luwte.console.views import text

VIEWS = Path(next(iter(luwte.console.views.__path__)))
BANNED_CALLS = {"setHtml", "setMarkdown", "insertHtml", "appendHtml", "setTextFormat", "exec", "exec_"}
BANNED_NAMES = {"AutoText", "RichText", "MarkdownText", "QTextBrowser", "QMessageBox"}
LABELS = {"QLabel"}


def offences(file: Path) -> list[str]:
    """Return what a file does that could show markup or stop the loop."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in BANNED_CALLS | BANNED_NAMES:
            found.append(f"{file.name}:{node.lineno} {node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LABELS:
            found.append(f"{file.name}:{node.lineno} {node.func.id}()")
        if isinstance(node, ast.ImportFrom):
            found += [f"{file.name}:{node.lineno} {n.name}" for n in node.names if n.name in BANNED_NAMES]
    return found


def test_no_view_can_show_markup() -> None:
    files = [file for file in VIEWS.glob("*.py") if file != Path(text.__file__)]
    assert len(files) > 20
    assert [offence for file in files for offence in offences(file)] == []


def test_the_check_itself_sees_an_offence(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text(
        "from PySide6.QtWidgets import QMessageBox\nQLabel(name)\nbox.setHtml(x)\nd.exec()\n", "utf-8"
    )
    assert len(offences(file)) == 4
