"""The figures' part of the benchmark runs whole, on a small scale."""

from luwte.bench.figures import measure_figures


async def test_every_figure_has_a_value_and_stands_beside_the_bare_opening() -> None:
    figures = await measure_figures(60)
    assert all(figure.value is not None and figure.value > 0 for figure in figures)
    assert any(figure.unit == "×" and figure.goal == 1.5 for figure in figures)
