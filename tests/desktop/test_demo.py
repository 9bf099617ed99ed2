"""The demo on a display: it stays open, a second visitor comes in, it ends in order or is swept up after."""

import sys

import pytest

from luwte.visitor import Visitor
from tests.desktop.eyes import Eyes
from tests.desktop.screen import Running, Screen, until

DEMO = (sys.executable, "-m", "luwte", "demo")
NICKNAME = "Kiezel"
WORDS = "Mag ik iets vragen over vroeger?"

pytestmark = pytest.mark.timeout(400)


async def test_a_second_visitor_joins_by_the_address_and_the_window_is_closed_by_keyboard(
    screen: Screen, eyes: Eyes
) -> None:
    async with screen.run(*DEMO) as demo:
        url = (await demo.says("VISITOR_URL=")).strip()
        async with Visitor(url) as visitor:
            await visitor.enter(NICKNAME, WORDS)
            await eyes.sees("Er wacht iemand.")
            await visitor.until(lambda: visitor.place is not None)
            assert visitor.place is not None
            assert visitor.place.position == 1
        assert demo.process.returncode is None, "it stays open"
        await close(screen, eyes, demo)


async def test_it_ends_in_order_when_it_is_interrupted(screen: Screen) -> None:
    async with screen.run(*DEMO) as demo:
        await demo.says("VISITOR_URL=")
        assert len(demo.left()) > 1, "a server runs besides"
        demo.signal("SIGINT")
        await left_nothing(screen, demo)


async def test_what_a_killed_demo_leaves_goes_when_the_next_one_begins(screen: Screen) -> None:
    async with screen.run(*DEMO) as killed:
        await killed.says(" 1.")
        demo_folders = list(screen.folder.glob("luwte-demo-*"))
        assert len(demo_folders) == 1
        killed.signal("SIGKILL")
        await killed.process.wait()
        # Its server ends by itself: nobody holds its input any more.
        await until(lambda: killed.left() == set(), "the server's end")
    async with screen.run(*DEMO) as demo:
        await demo.says(" 1.")
        assert not demo_folders[0].exists()
        demo.signal("SIGINT")
        await left_nothing(screen, demo)


async def close(screen: Screen, eyes: Eyes, demo: Running) -> None:
    """Close the window as a person does: it asks, one agrees, and everything ends."""
    await screen.bring(screen.windows()[0])
    screen.press("alt+F4")
    question = await eyes.finds(
        lambda thing: thing.role == "push button" and thing.name.startswith("Beëindig dienst"), "the question"
    )
    assert demo.process.returncode is None
    for _ in range(6):
        focus = await eyes.focus()
        if focus is not None and focus.name == question.name:
            screen.press("space")
            break
        screen.press("Tab")
    await left_nothing(screen, demo)


async def left_nothing(screen: Screen, demo: Running) -> None:
    """Wait for its end; see that no process, no complaint and no file is left."""
    assert await demo.ends() == 0, demo.complaints
    assert demo.left() == set()
    assert not [line for line in demo.complaints if "Traceback" in line or "Error" in line]
    assert list(screen.folder.glob("luwte-demo-*")) == []
