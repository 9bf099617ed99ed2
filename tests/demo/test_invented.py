"""What the demo invents says so, and is otherwise as true as any: sealed, among dummies, in weekly files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from luwte.bench.counting import invented_key
from luwte.demo.invented import register_past, write_house
from luwte.policy import load
from luwte.registration.form import check
from luwte.registration.sealed.blobs import read
from luwte.registration.sealed.weeks import Weeks

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_its_house_tells_by_its_name_that_it_is_invented_and_has_a_rule_for_an_age(tmp_path: Path) -> None:
    house = load(write_house(tmp_path))
    assert "verzonnen" in house.name
    assert house.registration.rule_for(15) is not None
    assert house.registration.rule_for(16) is None


@pytest.mark.parametrize("now", [NOW, datetime(2027, 1, 2, 12, tzinfo=UTC)])
def test_R1_its_past_is_sealed_like_any_and_goes_up_to_last_week(tmp_path: Path, now: datetime) -> None:
    key, file = invented_key(), write_house(tmp_path)
    register_past(file, key, tmp_path / "server", now)
    weeks, form = Weeks(tmp_path / "server"), load(file).registration
    names = weeks.names()
    year, week, _ = now.isocalendar()
    assert names[-1] < f"{year:04}-W{week:02}"
    assert len({name[:4] for name in names}) == 2
    for name in (names[0], names[-1]):
        blobs = weeks.read(name)
        found = read([key], blobs)
        assert len(blobs) % 8 == 0
        assert found.unreadable == 0
        assert {each.week for each in found.answers} == {name}
        assert all(check(form, each.values) == each.values for each in found.answers)
