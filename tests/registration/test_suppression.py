"""No small cell can be read or computed from what is published (R3)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.policy import Publication
from luwte.registration.counting import Table
from luwte.registration.suppression import bounds, hide, publish, rounded

RULES = Publication(threshold=10, round_to=5)


def table(*rows: tuple[int, ...]) -> Table:
    """Return a table whose cells add up both ways."""
    columns = tuple(zip(*rows, strict=True))
    return Table(
        tuple(f"r{number}" for number in range(len(rows))),
        tuple(f"c{number}" for number in range(len(columns))),
        rows,
        tuple(sum(row) for row in rows),
        tuple(sum(column) for column in columns),
        sum(map(sum, rows)),
    )


def test_hiding_small_cells_alone_would_let_them_be_computed() -> None:
    counted = table((50, 3, 40), (60, 70, 80), (90, 20, 30))
    primary = frozenset({(0, 1)})
    assert bounds(counted, primary, (0, 1)) == (3.0, 3.0)


def test_a_small_cell_and_what_would_give_it_away_are_hidden() -> None:
    counted = table((50, 3, 40), (60, 70, 80), (90, 20, 30))
    hidden = hide(counted, 10)
    assert (0, 1) in hidden
    least, most = bounds(counted, hidden, (0, 1))
    assert most - least >= 9
    assert len(hidden) == 4, "one more in its row, one in its column, and the corner"


def test_a_table_of_large_cells_is_shown_whole() -> None:
    counted = table((50, 30), (60, 70))
    assert hide(counted, 10) == frozenset()
    shown = publish(counted, RULES)
    assert (shown.cells, shown.total, shown.hidden) == (((50, 30), (60, 70)), 210, 0)


def test_zero_tells_nothing_about_anybody_and_is_shown() -> None:
    shown = publish(table((0, 20), (30, 40)), RULES)
    assert shown.cells[0][0] == 0


def test_a_table_of_a_handful_is_not_shown_at_all() -> None:
    shown = publish(table((1, 2), (0, 3)), RULES)
    assert shown.total is None
    assert all(cell is None for row in shown.cells for cell in row if cell != 0)


def test_counts_are_rounded() -> None:
    assert [rounded(count, 5) for count in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert [rounded(count, 1) for count in (0, 7)] == [0, 7]
    assert publish(table((52, 38), (61, 74)), RULES).cells == ((50, 40), (60, 75))


def test_where_themes_overlap_a_total_gives_nothing_away() -> None:
    counted = Table(("a", "b"), ("",), ((4,), (90,)), (4, 90), (92,), 92, (True, False))
    hidden = hide(counted, 10)
    assert (0, 0) in hidden
    assert (1, 0) not in hidden
    assert bounds(counted, hidden, (0, 0))[1] > 1_000


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.tuples(*[st.one_of(st.integers(0, 12), st.integers(0, 300)) for _ in range(width)]),
            min_size=1,
            max_size=5,
        )
    )
)
def test_R3_whatever_is_counted_no_small_cell_can_be_told_closely(rows: list[tuple[int, ...]]) -> None:
    counted = table(*rows)
    hidden = hide(counted, 10)
    for row, cells in enumerate(counted.cells):
        for column, count in enumerate(cells):
            if 0 < count < 10:
                assert (row, column) in hidden
                least, most = bounds(counted, hidden, (row, column))
                assert most - least >= 9 - 1e-6 or hidden >= {
                    *((r, c) for r in range(len(rows) + 1) for c in range(len(rows[0]) + 1))
                }
