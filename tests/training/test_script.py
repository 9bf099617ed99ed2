"""The scripts that come with the product can be played, in both languages, within what a line may hold."""

from pathlib import Path

import pytest

from luwte.crypto.words import line_bytes, team_bytes
from luwte.training.script import (
    Drops,
    FallsSilent,
    Heard,
    Says,
    Script,
    ScriptError,
    Team,
    Text,
    load_scripts,
    load_team,
    read,
)

WHOLE = """
[nickname]
nl = "Zee"
en = "Sea"
[words]
nl = "hoi"
en = "hi"
[[steps]]
does = "says"
typing = 1
text.nl = "dag"
text.en = "hello"
"""


def test_two_scripts_ship_one_of_which_drops_and_returns_and_one_falls_silent() -> None:
    dropping, silent = load_scripts()
    assert any(isinstance(step, Drops) for step in dropping.steps)
    assert isinstance(silent.steps[-1], FallsSilent)
    assert sum(isinstance(step, Says) for step in dropping.steps) >= 10


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_fits_into_a_line(language: str) -> None:
    for script in load_scripts():
        texts = [script.words, *(step.text for step in script.steps if isinstance(step, Says))]
        for text in [*texts, *(reaction.text for reaction in script.reactions)]:
            line_bytes(text.spoken(language))
    team = load_team()
    for text in (team.welcome, *team.answers):
        team_bytes(text.spoken(language))


def test_the_team_has_a_coordinator_and_two_names_for_everybody() -> None:
    people = load_team().people
    assert people[0].role == "coordinator"
    names = [name for person in people for name in person.names]
    assert len(set(names)) == len(names)


def test_a_word_is_heard_in_either_language_and_any_case() -> None:
    heard = Heard(nl=("hoe oud",), en=("how old",))
    assert heard.is_in("Hoe oud ben je?")
    assert heard.is_in("how OLD are you")
    assert not heard.is_in("hoe gaat het?")


def test_another_language_is_answered_in_dutch() -> None:
    assert Text(nl="dag", en="hello").spoken("de") == "dag"


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "this is no TOML",
        WHOLE.replace('text.en = "hello"', ""),
        WHOLE.replace('does = "says"', 'does = "shouts"'),
        WHOLE.replace('nl = "Zee"', f'nl = "{"z" * 25}"'),
        WHOLE + 'unknown = "x"',
    ],
    ids=["empty", "no TOML", "one language", "unknown step", "long nickname", "unknown key"],
)
def test_a_script_that_is_not_whole_is_refused_with_its_file(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(ScriptError, match="script") as raised:
        read(file, Script)
    assert raised.value.file == "broken.toml"


def test_a_script_that_is_whole_is_read(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(WHOLE, encoding="utf-8")
    [script] = load_scripts(tmp_path)
    assert (script.nickname.spoken("en"), len(script.steps)) == ("Sea", 1)


def test_no_script_at_all_and_a_missing_team_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScriptError):
        load_scripts(tmp_path)
    with pytest.raises(ScriptError):
        read(tmp_path / "team.toml", Team)
