"""The lines of keys, against texts written from generated values."""

import string
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy.places import places

SAMPLE = '''# a comment = "x"
name = "Luwte"
"quoted.key" = 'lit # eral'

[limits]
waiting = 30 # "comment
nested.deeper = { a = 1, b = [1,
  2, {c = 3}] }
long = """
a "quoted" text \\""" still
[not.a.table]
"""
quotes = """"two""""
raw = \'\'\'
\\\'\'\'

[[elsewhere]]
name = "one"
[elsewhere.text]
nl = "een"

[[elsewhere]]
name = "two"
[elsewhere."te xt"]
nl = "twee"
'''


def test_every_key_of_a_sample_is_found_on_its_line() -> None:
    tomllib.loads(SAMPLE)
    lines = places(SAMPLE)
    rows = SAMPLE.split("\n")
    assert lines[("name",)] == 2
    assert lines[("quoted.key",)] == 3
    assert lines[("limits",)] == 5
    assert lines[("limits", "waiting")] == 6
    assert lines[("limits", "nested", "deeper", "b", 1)] == 8
    assert lines[("limits", "nested", "deeper", "b", 2, "c")] == 8
    assert rows[lines[("limits", "quotes")] - 1].startswith("quotes")
    assert rows[lines[("limits", "raw")] - 1].startswith("raw")
    assert ("not", "a", "table") not in lines
    assert rows[lines[("elsewhere",)] - 1] == "[[elsewhere]]"
    assert rows[lines[("elsewhere", 1, "name")] - 1] == 'name = "two"'
    assert rows[lines[("elsewhere", 1, "te xt", "nl")] - 1] == 'nl = "twee"'


NAMES = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=6)
QUOTED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)
LEAVES = st.one_of(st.integers(-99, 99), st.booleans(), QUOTED)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(QUOTED, inner, max_size=3)),
    max_leaves=8,
)


def written(value: object) -> str:
    """A value as TOML, arrays over several lines."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return "[" + ",\n# ]\n".join(written(each) for each in value) + "]"
        case dict():
            return "{" + ", ".join(f"{written(key)} = {written(each)}" for key, each in value.items()) + "}"
        case _:
            raise AssertionError(value)


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES, max_size=4), max_size=4))
def test_the_keys_found_are_exactly_those_of_the_parser_and_stand_on_their_line(
    tables: dict[str, dict[str, object]],
) -> None:
    text = "".join(
        f"[{table}]\n" + "".join(f"{key} = {written(value)}\n\n" for key, value in pairs.items())
        for table, pairs in tables.items()
    )
    assert tomllib.loads(text) == tables
    lines = places(text)
    rows = text.split("\n")
    for table, pairs in tables.items():
        assert rows[lines[(table,)] - 1] == f"[{table}]"
        for key, value in pairs.items():
            assert rows[lines[(table, key)] - 1].startswith(f"{key} = ")
            assert paths((table, key), value) <= set(lines)
    count = sum(1 + len(pairs) for pairs in tables.values())
    inner = sum(len(paths((), value)) - 1 for pairs in tables.values() for value in pairs.values())
    assert len(lines) == count + inner


def paths(path: tuple[str | int, ...], value: object) -> set[tuple[str | int, ...]]:
    """The path of a value and of all inside it."""
    found = {path}
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inside:
        found |= paths((*path, step), each)
    return found
