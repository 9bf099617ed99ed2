"""What was measured, beside its goal: as a table for people, as JSON for programs."""

import json
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One measured value. ``goal`` is the bound it is held against; no test asserts on it.

    ``note`` says why there is no value, or under what conditions it was measured.
    """

    name: str
    value: float | None
    unit: str
    goal: float | None = None
    bound: Literal["", "at most", "at least"] = ""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing was measured."""
        if self.value is None or self.goal is None:
            return None
        return self.value <= self.goal if self.bound == "at most" else self.value >= self.goal


def ratio(
    name: str, value: float | None, beside: float | None, goal: float, bound: Literal["at most", "at least"]
) -> Figure:
    """Return one measured value divided by another of the same run."""
    if value is None or not beside:
        return Figure(name, None, "×", goal, bound, "not measured")
    return Figure(name, value / beside, "×", goal, bound)


def as_json(figures: list[Figure]) -> str:
    """Return all figures as one JSON document."""
    rows = [{**asdict(figure), "is_met": figure.is_met} for figure in figures]
    return json.dumps({"figures": rows}, indent=1)


def as_line(figure: Figure) -> str:
    """Return one figure as a line of the table."""
    value = (
        "–"
        if figure.value is None
        else f"{figure.value:,.3g}"
        if figure.value < 100
        else f"{figure.value:,.0f}"
    )
    goal = "" if figure.goal is None else f"goal {figure.bound} {figure.goal:g}"
    verdict = {True: "met", False: "MISSED", None: ""}[figure.is_met]
    return f"{figure.name:<66} {value:>9} {figure.unit:<8} {goal:<16} {verdict:<7} {figure.note}".rstrip()
