"""Real windows read by a screen reader and walked through with the keyboard only."""

import sys
from itertools import pairwise

import pytest

from tests.desktop.eyes import Eyes, Thing
from tests.desktop.hand import showing
from tests.desktop.screen import Screen, until

CONSOLE = (sys.executable, "-m", "luwte", "console")
ROLES = {
    "push button",
    "check box",
    "toggle button",
    "text",
    "password text",
    "list",
    "list item",
    "page tab list",
    "page tab",
    "combo box",
    "label",
}
"""What a control of the console may be to a screen reader."""


async def test_the_first_page_is_walked_top_to_bottom_by_name(screen: Screen, eyes: Eyes) -> None:
    async with screen.run(*CONSOLE) as console:
        await eyes.finds(lambda thing: thing.name == "Welkom", "the first page")
        window = screen.active()
        assert screen.titles(window) == {"Luwte"}
        await _names_everything(eyes)
        walked = await _walk(screen, eyes)
        assert {thing.name for thing in walked} == {
            thing.name for thing in await eyes.tree() if thing.is_("focusable", "enabled")
        }
        assert _goes_down(walked)
        screen.press("alt+F4")
        assert await console.ends() == 0
        assert console.left() == set()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
async def test_the_console_ends_in_order_on_a_signal(screen: Screen, eyes: Eyes, name: str) -> None:
    async with screen.run(*CONSOLE) as console:
        await eyes.finds(lambda thing: thing.name == "Welkom", "the first page")
        console.signal(name)
        assert await console.ends() == 0
        assert not [line for line in console.complaints if "Traceback" in line]


@pytest.mark.parametrize(
    "scene", ["one", "busy", "states", "hand_over", "danger", "search", "totp", "sign_in", "alarm"]
)
async def test_every_control_has_a_name_and_a_role(screen: Screen, eyes: Eyes, scene: str) -> None:
    async with showing(screen, scene):
        await eyes.finds(lambda thing: thing.is_("focusable"), "a control")
        await _names_everything(eyes)


async def test_tab_reaches_every_control_of_the_desk(screen: Screen, eyes: Eyes) -> None:
    async with showing(screen, "states"):
        await eyes.sees("Overdragen")
        wanted = await _controls(eyes)
        walked = {(thing.role, thing.name) for thing in await _walk(screen, eyes)}
        # A notice that tells something leaves by itself, and takes its button along.
        assert wanted & await _controls(eyes) <= walked


async def test_the_focus_is_seen_where_it_is(screen: Screen, eyes: Eyes) -> None:
    async with showing(screen, "one"):
        button = await eyes.sees("Op slot")
        await eyes.finds(lambda thing: thing.is_("focused", "editable"), "the reply box")
        before = screen.picture(button.box)
        for _ in range(60):
            screen.press("Tab")
            focus = await eyes.focus()
            if focus is not None and focus.name == button.name:
                break
        await until(
            lambda: screen.picture(button.box) != before, "a ring around the button that has the focus"
        )


async def test_lines_are_read_as_text_and_announced_when_they_arrive(screen: Screen, eyes: Eyes) -> None:
    async with showing(screen, "one") as hand:
        first = await eyes.sees("hoi, kan ik hier anoniem praten?")
        assert first.role == "list item"
        await hand.do("line dank je wel")
        arrived = await eyes.sees("dank je wel")
        assert arrived.role == "list item"
        await eyes.hears("dank je wel")


async def test_a_waiting_visitor_is_announced_and_tells_a_housemate_nothing(
    screen: Screen, eyes: Eyes
) -> None:
    async with showing(screen, "empty") as hand:
        window = screen.active()
        screen.ask("xdotool", "windowminimize", window)
        await eyes.is_inactive()
        await hand.do("ring")
        await until(lambda: screen.wants_attention(window), "a window that asks for attention")
        await until(lambda: any(shown.kind == "notify" for shown in screen.shown()), "a notification")
        assert [shown.words[:2] for shown in screen.shown() if shown.kind == "notify"] == [
            ("Luwte", "Er is iets voor je.")
        ]
        assert screen.titles(window) == {"Luwte"}
        await eyes.hears("Er wacht iemand")


async def _names_everything(eyes: Eyes) -> None:
    controls = [thing for thing in await eyes.tree() if thing.is_("focusable")]
    assert controls
    assert [thing for thing in controls if not (thing.name or (thing.role == "label" and thing.text))] == []
    assert {thing.role for thing in controls} <= ROLES


async def _controls(eyes: Eyes) -> set[tuple[str, str]]:
    """Return what can be pressed or filled in now."""
    return {
        (thing.role, thing.name)
        for thing in await eyes.tree()
        if thing.is_("focusable", "enabled")
        and thing.role in {"push button", "check box", "text", "combo box"}
    }


async def _walk(screen: Screen, eyes: Eyes) -> list[Thing]:
    """Press Tab until the focus comes back to where it was; return all it came by."""
    walked: list[Thing] = []
    for _ in range(60):
        screen.press("Tab")
        thing = await eyes.focus()
        if thing is None:
            continue
        if walked and thing.box == walked[0].box and thing.name == walked[0].name:
            break
        walked.append(thing)
    return walked


def _goes_down(walked: list[Thing]) -> bool:
    """Tell whether a walk goes down the page and comes back to its top once at most."""
    tops = [thing.box[1] for thing in walked]
    return sum(after < before for before, after in pairwise(tops)) <= 1
