"""What the demo invents: a house that says so in its name, and the contacts of the weeks before tonight.

The contacts are sealed as a console seals them and kept as the server keeps them: in its weekly files, among
dummies. Only what is in them is made up, the same at every run.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from luwte.demo.watch import DemoError
from luwte.policy import FormField, Policy, Quick, RegistrationForm, load, source
from luwte.registration.form import Answer, Answers
from luwte.registration.publishing.releasing import released
from luwte.registration.sealed.blobs import MULTIPLE, StatisticsKey, seal_answers, seal_dummy
from luwte.registration.sealed.weeks import Weeks

NAMED: Final = 'name = "Luwte"'
NAME: Final = 'name = "De Luwte (verzonnen)"'
AGES: Final = """
[[ages]]
first = 0
last = 15
text.nl = "Jonger dan 16: vraag naar een volwassene die ze vertrouwen. Beloof geen geheim bij gevaar."
text.en = "Under 16: ask whether there is an adult they trust. Promise no secret where there is danger."
"""
PER_WEEK: Final = 30
SAID: Final = 0.85
"""How often a question was answered; nobody has to (R2)."""

_CHANNELS: Final = (70, 20, 10)
_QUICK: Final[dict[Quick | Literal[""], int]] = {"": 90, "silent": 4, "joke": 2, "abusive": 1, "hang_up": 3}


def write_house(folder: Path) -> Path:
    """Write the demo's house policy, the default one with a name that tells what it is and a rule for an
    age; return its file."""
    text = source("default").read_text(encoding="utf-8")
    if NAMED not in text:
        raise DemoError("the default policy has another name now.")
    file = folder / "house.toml"
    file.write_text(text.replace(NAMED, NAME, 1) + AGES, encoding="utf-8")
    return file


def register_past(house: Path, key: StatisticsKey, server: Path, now: datetime) -> None:
    """Put invented contacts into the weeks before this one, from the year before the last one that is out.

    Takes a second: give it a thread. ``server`` is the folder of a server that never wrote these weeks.
    """
    policy = load(house)
    weeks = Weeks(server)
    chance = random.Random(1)  # noqa: S311 - invented answers, the same at every run
    contacts = _Contacts(policy.registration, chance)
    for number, week in enumerate(_weeks(policy, now)):
        count = round(PER_WEEK * (1 + number / 300) * chance.uniform(0.7, 1.3))
        blobs = [seal_answers(key, contacts.one(week)) for _ in range(count)]
        blobs += [seal_dummy(key) for _ in range(-count % MULTIPLE)]
        weeks.add(week, blobs)


def _weeks(policy: Policy, now: datetime) -> Iterator[str]:
    """Return two years of weeks up to the last one that is over."""
    until = released(now, policy.time_zone, policy.conduct.publication).until
    monday = date.fromisocalendar(int(until[:4]) - 1, 1, 1)
    today = now.astimezone(ZoneInfo(policy.time_zone)).date()
    while monday + timedelta(days=7) <= today:
        year, week, _ = monday.isocalendar()
        yield f"{year:04}-W{week:02}"
        monday += timedelta(days=7)


class _Contacts:
    """Invented contacts; some answers are given more often than others."""

    def __init__(self, form: RegistrationForm, chance: random.Random) -> None:
        self._form, self._chance = form, chance
        self._weights: dict[str, list[float]] = {}

    def one(self, week: str) -> Answers:
        """Return a contact of a week."""
        chance, form = self._chance, self._form
        channel = chance.choices(form.channels, _CHANNELS[: len(form.channels)])[0]
        quick = chance.choices(tuple(_QUICK), tuple(_QUICK.values()))[0]
        values: dict[str, Answer] = {}
        for field in () if quick else form.fields:
            if chance.random() < SAID and (said := self._answer(field)) is not None:
                values[field.name] = said
        return Answers(1, week, channel, quick, values)

    def _answer(self, field: FormField) -> Answer | None:
        match field.kind:
            case "themes":
                names = [theme.name for theme in self._form.themes]
                return sorted({self._pick(field.name, names) for _ in range(self._chance.choice((1, 1, 2)))})
            case "choice":
                return self._pick(field.name, [option.name for option in field.options])
            case "age":
                bands = [f"{first}-{last}" for first, last in field.bands]
                among = [1 + 2 * min(at, len(bands) - 1 - at) for at in range(len(bands))]
                return self._chance.choices(bands, among)[0]
            case "choices" | "yes_no" | "number" | "text":
                return None  # the default form asks for none of these

    def _pick(self, question: str, names: Sequence[str]) -> str:
        weights = self._weights.setdefault(question, [self._chance.uniform(1, 6) for _ in names])
        return self._chance.choices(names, weights)[0]
