"""Invented registrations: a year or two of a helpline, the same at every run."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Final

from luwte.policy import FormField, Policy, RegistrationForm, load
from luwte.registration.counting.counts import Counts
from luwte.registration.form import Answer, Answers
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.releasing import Release, released

AFTER_2026: Final = datetime(2027, 2, 3, 12, tzinfo=UTC)
"""All of 2026 is out."""
IN_NOVEMBER: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)


def registrations(
    form: RegistrationForm, years: Mapping[str, int], seed: int = 1, missing: float = 0.3
) -> list[Answers]:
    """Return so many registrations of each year; ``missing``: the share of answers that nobody gave."""
    chance = random.Random(seed)
    weights: dict[str, Sequence[float]] = {}

    def pick(field: str, names: Sequence[str]) -> str:
        if field not in weights:
            weights[field] = [chance.paretovariate(1.3) for _ in names]
        return chance.choices(names, weights[field])[0]

    def value(field: FormField) -> Answer | None:
        match field.kind:
            case "themes":
                names = [theme.name for theme in form.themes]
                return sorted({pick(field.name, names) for _ in range(chance.choice((1, 1, 1, 2, 3)))})
            case "choice":
                return pick(field.name, [option.name for option in field.options])
            case "choices":
                return sorted({pick(field.name, [option.name for option in field.options]) for _ in range(2)})
            case "yes_no":
                return chance.random() < 0.6
            case "age":
                return pick(field.name, [f"{first}-{last}" for first, last in field.bands])
            case "number" | "text":
                return None

    def one(year: str) -> Answers:
        week = f"{year}-W{min(52, int(chance.triangular(1, 53, 40))):02}"
        channel = chance.choices(form.channels, (8, 3, 1.2, 1)[: len(form.channels)])[0]
        quick = chance.choices(("", "silent", "joke", "abusive", "hang_up"), (88, 4, 3, 1, 4))[0]
        said = (
            {} if quick else {field.name: value(field) for field in form.fields if chance.random() > missing}
        )
        kept = {name: each for name, each in said.items() if each is not None}
        return Answers(1, week, channel, quick, kept)  # type: ignore[arg-type]

    found = [one(year) for year, count in years.items() for _ in range(count)]
    chance.shuffle(found)
    return found


@cache
def _loaded(name: str) -> Policy:
    return load(name)


def published(
    name: str, years: Mapping[str, int], now: datetime = AFTER_2026, seed: int = 1
) -> tuple[Policy, Publisher, Release]:
    """Return a shipped policy, what may be shown of its invented years, and what is out at a moment."""
    policy = _loaded(name)
    rules = policy.conduct.publication
    release = released(now, policy.time_zone, rules)
    counts = Counts(policy.registration, registrations(policy.registration, years, seed))
    return policy, Publisher(counts, rules, release.until), release
