"""The registration form of a policy: read whole, or refused with the line that is wrong."""

import pytest

from luwte.policy import AgeRule, PolicyError, load, parse, shipped, source

BASE = source("default").read_text(encoding="utf-8")
HEAD = BASE[: BASE.index("[registration]")]


def with_form(form: str) -> str:
    """Return the default policy with another form."""
    return HEAD + form


def problems(form: str) -> str:
    """Return what is said of a form that cannot be obeyed."""
    with pytest.raises(PolicyError) as caught:
        parse(with_form(form), "house.toml")
    return str(caught.value)


LABEL = 'label = { nl = "a", en = "a" }'

FIELD = """
[[registration.fields]]
name = "who"
kind = "choice"
options = [
    { name = "self", label = { nl = "Zelf", en = "Self" } },
    { name = "near", label = { nl = "Nabij", en = "Near" } },
]
label = { nl = "Wie?", en = "Who?" }
"""


def test_a_policy_signed_before_there_were_forms_registers_nothing() -> None:
    form = parse(HEAD, "old.toml").registration
    assert (form.fields, form.themes, form.channels) == ((), (), ("chat",))


@pytest.mark.parametrize("name", shipped())
def test_R2_every_shipped_form_asks_for_themes_and_has_a_way_out_of_all_else(name: str) -> None:
    form = load(name).registration
    kinds = [field.kind for field in form.fields]
    assert kinds[0] == "themes"
    assert "text" not in kinds, "somebody could be recognised by free text"
    assert all(form.path(theme.name)[-1] == theme for theme in form.themes)


@pytest.mark.parametrize("name", shipped())
def test_R6_every_field_that_ships_states_its_purpose_in_both_languages(name: str) -> None:
    """R6"""
    assert all(set(field.purpose) == {"nl", "en"} for field in load(name).registration.fields)


def test_R2_lumi_may_ask_age_gender_and_orientation() -> None:
    form = load("lumi").registration
    assert {"age", "gender", "orientation"} <= {field.name for field in form.fields}


def test_R4_levgroep_asks_what_the_municipality_counts() -> None:
    """R4"""
    form = load("levgroep").registration
    wanted = {
        *("themes", "referred-by", "household", "income"),
        *("low-self-reliance", "ending", "outcome", "copes"),
    }
    assert wanted <= {field.name for field in form.fields}


def test_C4_phone_and_e_mail_contacts_have_a_channel_and_no_field_for_a_number() -> None:
    form = load("lumi").registration
    assert form.channels == ("chat", "phone", "email")
    assert all(field.kind not in {"text", "number"} for field in form.fields)


def test_C8_levgroep_tells_the_rule_of_an_age() -> None:
    form = load("levgroep").registration
    said = {age: form.rule_for(age) for age in (11, 12, 15, 16, 17, 18)}
    assert said[11] == form.ages[0]
    assert said[12] == said[15] == form.ages[1]
    assert said[16] == said[17] == form.ages[2]
    assert said[18] is None


def test_C8_perspectieven_asks_parents_below_sixteen() -> None:
    form = load("perspectieven").registration
    rule = form.rule_for(15)
    assert isinstance(rule, AgeRule)
    assert "ouders" in rule.text["nl"]
    assert form.rule_for(16) != rule


def test_bands_cover_every_age_once() -> None:
    age = load("default").registration.field("age")
    assert age is not None
    assert [year for first, last in age.bands for year in range(first, last + 1)] == list(range(121))


def test_a_theme_knows_what_it_stands_under() -> None:
    form = load("default").registration
    assert [theme.name for theme in form.path("partner")] == ["relations", "partner"]
    assert form.path("nothing") == ()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ('[registration]\nchannels = ["fax"]\nfields = []', "'fax' is none of chat, phone, email, walk_in"),
        ('[registration]\nchannels = ["chat", "chat"]\nfields = []', "'chat' stands here twice"),
        ("[registration]\n", "registration.fields: is missing"),
        (f"[registration]\n{FIELD}{FIELD}", "'who' stands here twice"),
        ("[registration]\n" + FIELD.replace('"choice"', '"slider"'), "'slider' is none of themes"),
        ("[registration]\n" + FIELD.replace('"who"', '"Who is it"'), "a name has small letters"),
        ("[registration]\n" + FIELD.replace('"near"', '"self"'), "'self' stands here twice"),
        ("[registration]\n" + FIELD.replace('"who"', '"week"'), "'week' is a name that the figures need"),
        ("[registration]\n" + FIELD.replace('"who"', '"quick"'), "'quick' is a name that the figures need"),
        ("[registration]\n" + FIELD.replace('"near"', '"not-said"'), "'not said' is there by itself"),
        ("[registration]\n" + FIELD.replace('"choice"', '"themes"'), "unknown key"),
        ("[registration]\n" + FIELD.replace(', en = "Who?"', ""), "label.en: is missing"),
        (
            '[registration]\n[[registration.fields]]\nname = "t"\nkind = "themes"\n' + LABEL,
            "a field asks for themes, and there are none",
        ),
        (
            '[registration]\nthemes = [{ name = "a", label = { nl = "a", en = "a" } }]\n' + FIELD,
            "no field of kind themes asks for these",
        ),
        (
            '[registration]\nfields = []\nthemes = [{ name = "a", under = "b", ' + LABEL + " }]",
            "there is no theme 'b' above this one",
        ),
        (
            '[registration]\nfields = []\nthemes = [{ name = "money", ' + LABEL + " },\n"
            '{ name = "debts", under = "mony", ' + LABEL + " }]",
            "there is no theme 'mony'; did you mean 'money'?",
        ),
        (
            '[registration]\nfields = []\nthemes = [{ name = "debts", under = "money", ' + LABEL + " },\n"
            '{ name = "money", ' + LABEL + " }]",
            "the theme 'money' stands further down; put it above this one",
        ),
        (
            '[registration]\n[[registration.fields]]\nname = "age"\nkind = "age"\n' + LABEL,
            "write the first year of each band",
        ),
        (
            '[registration]\n[[registration.fields]]\nname = "age"\nkind = "age"\nbands = [0, 18, 12]\n'
            'label = { nl = "a", en = "a" }',
            "must be the first years of the bands, from 0 up, such as [0, 12, 18]",
        ),
        (
            '[registration]\n[[registration.fields]]\nname = "n"\nkind = "number"\nleast = 5\nmost = 5\n'
            'label = { nl = "a", en = "a" }',
            "must be less than most",
        ),
        (
            '[[ages]]\nfirst = 0\nlast = 15\ntext = { nl = "a", en = "a" }\n'
            '[[ages]]\nfirst = 15\ntext = { nl = "a", en = "a" }',
            "overlaps the rule before it",
        ),
        ('[[ages]]\nfirst = 9\nlast = 5\ntext = { nl = "a", en = "a" }', "comes before the first year"),
    ],
)
def test_a_form_that_cannot_be_obeyed_says_why_with_its_line(form: str, said: str) -> None:
    told = problems(form)
    assert said in told
    assert all(line.split(":")[1].isdecimal() for line in told.splitlines())


def test_themes_go_three_levels_deep_and_no_further() -> None:
    names = ("a", "b", "c", "d")
    themes = ", ".join(
        f'{{ name = "{name}", {f"under = {chr(34)}{names[at - 1]}{chr(34)}, " if at else ""}'
        f'label = {{ nl = "x", en = "x" }} }}'
        for at, name in enumerate(names)
    )
    assert "themes have 3 levels at most" in problems(f"[registration]\nfields = []\nthemes = [{themes}]")
