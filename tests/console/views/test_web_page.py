"""What a policy says is words in the report's page, never markup: whoever wrote it."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from luwte.console.views.web_page import web_page
from luwte.policy import RegistrationForm, Words
from luwte.registration.counting.counts import Counts
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.reporting.report import report
from tests.invented import AFTER_2026, published, registrations

pytestmark = pytest.mark.usefixtures("qapp")
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;"


def evil(words: Words) -> Words:
    """Return words with markup in them."""
    return {language: f"{text} {EVIL}" for language, text in words.items()}


def hostile(form: RegistrationForm) -> RegistrationForm:
    """Return a form all of whose words are markup."""
    return replace(
        form,
        fields=tuple(
            replace(
                field,
                label=evil(field.label),
                purpose=evil(field.purpose),
                options=tuple(replace(option, label=evil(option.label)) for option in field.options),
            )
            for field in form.fields
        ),
        themes=tuple(replace(theme, label=evil(theme.label)) for theme in form.themes),
    )


class Markup(HTMLParser):
    """Every tag and every attribute of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_a_policy_and_its_name_say_the_page_has_no_other_tags_for_it(language: str) -> None:
    policy, publisher, release = published("lumi", {}, AFTER_2026)
    tame = policy.registration
    answers = registrations(tame, {"2025": 300, "2026": 400})

    def page(form: RegistrationForm, name: str) -> Markup:
        shown = Publisher(Counts(form, answers), publisher.rules, publisher.until)
        made = report(shown, name, "2026", language, release)
        assert made is not None
        found = Markup()
        found.feed(web_page(made))
        return found

    usual, attacked = page(tame, "Lumi"), page(hostile(tame), EVIL)
    assert attacked.tags == usual.tags
    assert attacked.attributes == usual.attributes
    assert EVIL.lower() in attacked.text.lower(), "it is there to be read"
