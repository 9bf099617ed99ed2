"""What a policy file may say, and what is told when it says something else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy import PolicyError, load, parse, shipped, source

DEFAULT = source("default").read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        parse(text, "house.toml")
    return str(caught.value).splitlines()


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert DEFAULT.count(old) == 1
    return DEFAULT.replace(old, new)


def test_a_file_outside_the_product_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(changed('name = "Luwte"', 'name = "Ons huis"'), encoding="utf-8")
    assert load(path).name == load(str(path)).name == "Ons huis"


def test_every_problem_is_told_at_once_with_its_line() -> None:
    text = (
        DEFAULT.replace("waiting = 30", "wating = 30").replace("days = 89", "days = 0").replace("106", "x", 1)
    )
    told = problems(text)
    assert f"house.toml:{line_of(text, '[limits]')}: limits.waiting: is missing" in told
    assert (
        f"house.toml:{line_of(text, 'wating')}: limits.wating: unknown key; did you mean 'waiting'?" in told
    )
    assert any("retention.classes.standard.days: is 0, must be between 1" in line for line in told)
    phone = line_of(text, 'phone = "x"')
    assert f"house.toml:{phone}: elsewhere[4].phone: 'x' is no telephone number" in told
    assert len(told) == 4


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "Luwte"', 'name = "Luwte', "not valid TOML"),
        ('name = "Luwte"', "name = 3", "name: must be a text"),
        ('name = "Luwte"', 'name = " "', "name: is empty"),
        ('name = "Luwte"', 'name = "Lu\\u202ewte"', "name: holds an invisible control sign"),
        ('name = "Luwte"', 'name = "Lu\\nwte"', "name: holds an invisible control sign"),
        ('languages = ["nl", "en"]', 'languages = ["nl", "fr"]', "does not speak 'fr'"),
        ('languages = ["nl", "en"]', 'languages = ["nl", "nl", "en"]', "stands here twice"),
        ('languages = ["nl", "en"]', "languages = []", "languages: at least one language is needed"),
        ('languages = ["nl", "en"]', 'languages = ["nl"]', "promises.en: unknown key"),
        ("Europe/Brussels", "Europe/Atlantis", "is no time zone"),
        ("Europe/Brussels", "../../etc/passwd", "is no time zone"),
        ("https://www.wikipedia.org/", "http://www.wikipedia.org/", "must be an address that begins with https://"),
        ("https://www.wikipedia.org/", "https://a@b/", "must be an address that begins with https://"),
        ("https://www.wikipedia.org/", "javascript:alert(1)", "must be an address that begins with https://"),
        ("https://www.wikipedia.org/", "https://[::1/", "must be an address that begins with https://"),
        ("resume_window = 300", "resume_window = 5", "resume_window: is 5, must be between 60 and 3600"),
        ("resume_window = 300", "resume_window = true", "resume_window: must be a whole number"),
        ("resume_window = 300", "", "resume_window: is missing"),
        ("alarm_after = [0, 20, 40]", "alarm_after = [20, 0]", "must grow from each moment to the next"),
        ("alarm_after = [0, 20, 40]", "alarm_after = 20", "alarm_after: must be an array"),
        ("always = true", "always = 1", "opening_hours.always: must be true or false"),
        ("always = true", "", "the line would never open"),
        ("always = true", "mon = []", "the line would never open"),
        ("always = true", 'always = true\nmon = [["18:00", "19:00"]]', "so no day can have hours of its own"),
        ("always = true", 'mon = [["18:00", "25:00"]]', "opening_hours.mon[1]: must be times of day"),
        ("always = true", 'mon = ["18:00"]', "opening_hours.mon[1]: must be a pair"),
        ("always = true", 'mon = [["18:00", "18:00"]]', "begins and ends at the same time"),
        ("always = true", 'mon = [["18:00", "20:00"], ["19:00", "21:00"]]', "mon[2]: overlaps the hours"),
        ("always = true", 'monday = [["18:00", "20:00"]]', "monday: unknown key; did you mean 'mon'?"),
        ("conversations_default = 2", "conversations_default = 5", "is more than conversations_most"),
        ("shift_hours = 12", "shift_hours = 13", "shift_hours: is 13, must be between 1 and 12"),
        ("end_after = 600", "end_after = 100", "silence.end_after: must come after the nudge"),
        ('default = "standard"', 'default = "long"', "there is no class 'long'"),
        ("[retention.classes.standard]", "[retention.classes.Standard]", "is named with small letters"),
        ("[texts.nudge]", "[texts.nuge]", "texts.nudge: is missing"),
        ('    "A nickname is enough. You need not say who you are.",\n', "", "promises.en: has 4 lines"),
        ("A nickname is enough. You need not say who you are.", "x" * 121, "has 121 characters, 120 at most"),
    ],
)  # fmt: skip
def test_what_cannot_be_obeyed_is_refused(old: str, new: str, expected: str) -> None:
    told = problems(changed(old, new))
    assert any(expected in line for line in told), told
    assert all(line.startswith("house.toml:") for line in told)


def test_a_missing_table_is_one_problem_not_one_per_key() -> None:
    start, end = DEFAULT.index("[silence]"), DEFAULT.index("[retention]")
    assert problems(DEFAULT[:start] + DEFAULT[end:]) == ["house.toml: silence: is missing"]


def test_an_unknown_name_tells_which_ones_ship() -> None:
    with pytest.raises(PolicyError, match="these ship: default, fier"):
        load("lummi")


def test_a_folder_or_a_binary_file_is_told_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyError, match="not UTF-8"):
        load(tmp_path / "x.toml")


def test_huge_and_deeply_nested_files_are_refused() -> None:
    assert "larger than" in problems("#" * 70_000)[0]
    assert "nested too deeply" in problems("a = " + "[" * 30_000 + "]" * 30_000)[0]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_policy_is_read_or_refused_but_nothing_else(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(DEFAULT)))
    end = data.draw(st.integers(start, min(len(DEFAULT), start + 60)))
    insert = data.draw(st.text("[]{}=\"'\\#.,\n 1ax\u202e", max_size=5))
    try:
        parse(DEFAULT[:start] + insert + DEFAULT[end:], "x")
    except PolicyError as refusal:
        found = refusal.problems
        assert found
        assert all(0 <= problem.line <= DEFAULT.count("\n") + 6 for problem in found)


def test_six_policies_ship() -> None:
    assert shipped() == ("default", "fier", "laten-we-praten", "levgroep", "lumi", "perspectieven")


@pytest.mark.parametrize("number", ["1" * 5_000, "0x" + "f" * 9_000])
def test_a_number_without_end_is_refused_with_its_line(number: str) -> None:
    [said] = problems(changed("resume_window = 300", f"resume_window = {number}"))
    assert said.startswith(f"house.toml:{line_of(DEFAULT, 'resume_window = 300')}: ")
    assert len(said) < 100


def test_a_key_gives_no_orders_to_the_terminal() -> None:
    said = problems('"\\u001b[2J\\u202e" = 1\n' + DEFAULT)
    assert said == [r"house.toml:1: '\x1b[2J\u202e': unknown key"]


def test_a_path_of_a_thousand_names_is_refused_at_its_line() -> None:
    said = problems("zz." * 1_000 + "a = 1\n" + DEFAULT)
    assert said == ["house.toml:1: zz: unknown key"]


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    endless = tmp_path / "endless.toml"
    with endless.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(PolicyError, match="larger than"):
        load(endless)
