"""No small cell can be read or computed from what is published (R3)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from luwte.registration.counting.counts import Table
from luwte.registration.publishing.suppression import Place, Sheet, Wanted, bounds, hide, rounded, without

THRESHOLD = 10
FAR = THRESHOLD - 1


def hidden(sheet: Sheet, *also: Place, kept: frozenset[Place] = frozenset()) -> frozenset[Place]:
    """Return what is hidden of a sheet whose small cells are secret."""
    found, told = hide(sheet, Wanted(sheet.small(THRESHOLD), FAR, also=set(also), kept=kept))
    assert not told
    return found


def test_hiding_small_cells_alone_would_let_them_be_computed() -> None:
    sheet = Sheet(((50, 3, 40), (60, 70, 80), (90, 20, 30)))
    assert bounds(sheet, {(0, 1)}, (0, 1)) == (3.0, 3.0)


def test_a_small_cell_and_what_would_give_it_away_are_hidden() -> None:
    sheet = Sheet(((50, 3, 40), (60, 70, 80), (90, 20, 30)))
    found = hidden(sheet)
    assert (0, 1) in found
    least, most = bounds(sheet, found, (0, 1))
    assert most - least >= FAR
    assert len(found) == 4, "one more in its row, one in its column, and the corner"


def test_a_table_of_large_cells_is_shown_whole() -> None:
    assert hidden(Sheet(((50, 30), (60, 70)))) == frozenset()


def test_zero_tells_nothing_about_anybody_and_is_shown() -> None:
    assert (0, 0) not in hidden(Sheet(((0, 20), (30, 40))))


def test_four_corners_without_room_are_not_enough() -> None:
    # 3 and 2 lose at most 2 to each other, so more is hidden than those four.
    sheet = Sheet(((3, 2, 40), (2, 60, 70), (90, 20, 30)))
    found = hidden(sheet)
    assert all(
        most - least >= FAR for least, most in (bounds(sheet, found, each) for each in sheet.small(10))
    )


def test_of_a_row_without_a_known_total_one_small_cell_gives_nothing_away() -> None:
    sheet = Sheet(((4,), (90,)), free_rows=frozenset({0, 1}), free_columns=frozenset({0}))
    found, told = hide(sheet, Wanted({(0, 0)}, FAR))
    assert (found, told) == (frozenset({(0, 0)}), frozenset())
    assert bounds(sheet, found, (0, 0))[1] > 1_000


def test_what_is_known_to_be_no_less_gives_no_room() -> None:
    # "Not said" is 40, of which 39 are known to be quick contacts: it can lose one only.
    sheet = Sheet(((4,), (40,), (60,)), free_rows=frozenset({0, 1, 2}), floors={(1, 0): 39})
    assert (2, 0) in hidden(sheet)


def test_what_is_known_to_be_no_more_gives_no_room() -> None:
    sheet = Sheet(((4, 30), (60, 70)), caps={(0, 0): 5})
    found, told = hide(sheet, Wanted({(0, 0)}, FAR))
    assert told == {(0, 0)}, "nothing in this sheet can help: it is 5 at most"
    assert found == sheet.places


def test_what_is_shown_already_stays_shown() -> None:
    sheet = Sheet(((50, 3, 40), (60, 70, 80), (90, 20, 30)))
    kept = frozenset({(0, 2), (1, 1)})
    found = hidden(sheet, kept=kept)
    assert not found & kept
    assert bounds(sheet, found, (0, 1))[1] >= FAR


def test_what_other_tables_stand_under_is_protected_as_soon_as_it_is_hidden() -> None:
    sheet = Sheet(((50, 40), (60, 70)))
    found, told = hide(sheet, Wanted(frozenset(), FAR, also={(0, 0)}, above=sheet.places))
    assert (found, told) == (sheet.places, frozenset())


def test_counts_are_rounded() -> None:
    assert [rounded(count, 5) for count in (0, 2, 3, 7, 8, 12, 13)] == [0, 0, 5, 5, 10, 10, 15]
    assert [rounded(count, 1) for count in (0, 7)] == [0, 7]
    table = Table(("a",), ("b", "c"), ((52, 4),), (56,), (52, 4), 56)
    shown = without(table, {(0, 1), (1, 1)}, 5)
    assert (shown.cells, shown.row_totals, shown.column_totals, shown.total) == (
        ((50, None),),
        (55,),
        (50, None),
        55,
    )
    assert shown.hidden == 2


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.tuples(*[st.one_of(st.integers(0, 12), st.integers(0, 300)) for _ in range(width)]),
            min_size=2,
            max_size=6,
        )
    )
)
def test_R3_whatever_is_counted_no_small_cell_can_be_told_closely(rows: list[tuple[int, ...]]) -> None:
    sheet = Sheet(tuple(rows))
    found, told = hide(sheet, Wanted(sheet.small(THRESHOLD), FAR))
    for place in sheet.small(THRESHOLD):
        assert place in found
        least, most = bounds(sheet, found, place)
        assert most - least >= FAR - 1e-6 or (place in told and found == sheet.places)
