"""The project keeps its own rules: what lies where, how long a module may be, which promises are named."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    "pyproject.toml",
    "requirements.lock",
    "README.md",
    "LICENSE",
    "src",
    "resources",
    "tests",
    "packaging",
}
PROMISES = (
    {f"C{n}" for n in range(1, 11)}
    | {f"A{n}" for n in range(1, 7)}
    | {f"T{n}" for n in range(1, 10)}
    | {f"R{n}" for n in range(1, 7)}
    | {f"N{n}" for n in range(1, 4)}
    | {f"H{n}" for n in range(1, 14)}
)
MODULE_MOST = 600
DOORS = {
    "websockets": ("server/door", "server/session", "console/link", "visitor", "bench"),
    "keyring": ("vault/keychain",),
    "cryptography": ("crypto",),
    "sqlite3": ("database",),
    "sqlcipher3": ("database",),
    "qasync": ("console/loop",),
    "PySide6": (
        "console/qt",
        "console/front",
        "console/start",
        "console/app",
        "console/connecting",
        "console/controller",
        "console/slots",
        "console/models",
        "console/views",
    ),
}
"""Outside library → the only rooms that may import it; swapping one must not be felt anywhere else."""
PYTHON_FILES = sorted(
    path for folder in ("src", "tests", "packaging") for path in (ROOT / folder).rglob("*.py")
)
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(lock: Path) -> dict[str, set[str]]:
    """Package → its hashes, of a lock file."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            hashes = found.setdefault(line.split(" ")[0], set())
        elif "--hash=" in line:
            hashes.add(line.split("--hash=")[1].rstrip(" \\"))
    return found


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # an export without its history
        found = {path.name for path in ROOT.iterdir()}
    else:
        found = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in found if not name.startswith(".")} == TOP_LEVEL


def test_no_file_of_the_product_is_left_out_of_the_repository() -> None:
    # A pattern of .gitignore once swallowed the page's screens, and every clone had a blank page.
    words = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", *sorted(TOP_LEVEL)]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    ignored = [line for line in listed.stdout.splitlines() if "__pycache__" not in line]
    assert ignored == []


@pytest.mark.parametrize("path", PYTHON_FILES, ids=name_of)
def test_no_module_is_longer_than_600_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_MOST


@pytest.mark.parametrize("path", [path for path in PYTHON_FILES if "tests" in path.parts], ids=name_of)
def test_a_test_names_only_promises_that_exist(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            named = re.findall(r"(?:^|_)([CATRNH][0-9]+)(?=_)", node.name)
            assert set(named) <= PROMISES, node.name


@pytest.mark.parametrize("path", [path for path in PYTHON_FILES if "tests" in path.parts], ids=name_of)
def test_no_test_is_skipped_or_expected_to_fail(path: Path) -> None:
    if path.resolve() != Path(__file__).resolve():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"pytest\.(skip|importorskip|xfail)|mark\.(skip|skipif|xfail)", text)


def imports(path: Path) -> set[str]:
    """The outermost names a module imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_outside_library_has_one_door(path: Path) -> None:
    room = path.relative_to(ROOT / "src" / "luwte").with_suffix("").as_posix()
    for library in imports(path) & set(DOORS):
        assert any(room == door or room.startswith(f"{door}/") for door in DOORS[library]), library


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_code_is_left_for_later(path: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", path.read_text(encoding="utf-8"))


def test_nothing_names_the_host_of_a_package_registry() -> None:
    registry = re.compile(
        r"pypi\.org|pythonhosted|npmjs|registry\.|/simple\b|index-url\s+http", re.IGNORECASE
    )
    texts = [ROOT / name for name in ("README.md", "pyproject.toml", "requirements.lock", ".ci/run")]
    texts += [path for path in (ROOT / "packaging").rglob("*") if path.suffix in (".py", ".lock", "")]
    for path in texts:
        if path.is_file():
            assert not registry.search(path.read_text(encoding="utf-8")), path


def test_the_lock_names_every_dependency_and_carries_hashes() -> None:
    locked = blocks(ROOT / "requirements.lock")
    assert all(locked.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[=<>~!; ]", each)[0].lower() for each in wanted if isinstance(each, str)}
    assert names <= {each.split("==")[0] for each in locked}


def test_the_runtime_lock_is_a_part_of_the_whole_lock() -> None:
    whole, part = blocks(ROOT / "requirements.lock"), blocks(ROOT / "packaging" / "runtime.lock")
    assert part
    for package, hashes in part.items():
        assert hashes == whole.get(package), package


def test_pyside_stays_at_the_version_that_does_not_abort_python() -> None:
    for lock in (ROOT / "requirements.lock", ROOT / "packaging" / "runtime.lock"):
        assert "pyside6-essentials==6.11.3" in blocks(lock)


def test_the_licence_is_the_whole_eupl_1_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016")
    for article in range(1, 16):
        assert re.search(rf"^{article}\.\s?[A-Z]", text, re.MULTILINE), article
    assert "Appendix" in text
    assert len(text) > 13_000


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "__main__.py"], ids=name_of)
def test_every_module_says_in_its_first_line_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_readme_shows_a_picture_that_exists_and_its_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n    packaging/run demo\n" in text
    assert "\n    packaging/run test\n" in text
    assert "No outside review yet" in text
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text):
        assert (ROOT / picture).is_file(), picture


def test_ci_runs_the_readmes_test_command() -> None:
    assert "packaging/run test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_wheel_carries_its_resources_and_finds_them(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    wanted = (
        "policies/default.toml",
        "visitor/index.html",
        "protocol/asyncapi.json",
        "translations/luwte_nl.qm",
    )
    for name in wanted:
        assert f"luwte/_resources/{name}" in names
    assert any(name.startswith("luwte/_resources/migrations/") for name in names)
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)
    told = subprocess.run(
        [sys.executable, "-c", "import luwte.policy as p; print(p.source('lumi')); p.load('lumi')"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == str(tmp_path / "site" / "luwte" / "_resources" / "policies" / "lumi.toml")
