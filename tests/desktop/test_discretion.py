"""Real windows that a housemate walks past: the lock, the cover, the panic key, the clipboard."""

import sys

import pytest

from tests.desktop.eyes import Eyes
from tests.desktop.hand import showing
from tests.desktop.screen import Screen, until

SECRETS = ("Zeester", "anoniem", "Lumi", "Noor")
QUESTION = "Beëindig gesprek"
WORDS = "vandaag was het erger"
ANOTHER = (
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([])\n"
    "window = QWidget()\n"
    "window.setWindowTitle('Boodschappen')\n"
    "window.resize(300, 200)\n"
    "window.show()\n"
    "print('ready', flush=True)\n"
    "app.exec()\n"
)


async def nothing_is_readable(eyes: Eyes) -> None:
    for secret in SECRETS:
        await eyes.misses(secret)


def held(screen: Screen, selection: str) -> str:
    return screen.ask("xclip", "-o", "-selection", selection)


def hold(screen: Screen, selection: str, words: str) -> None:
    """Let another program hold words, as a clipboard manager does; it stays until somebody takes over."""
    screen.ask("sh", "-c", f'printf %s "{words}" | xclip -i -selection {selection} >/dev/null 2>&1')


async def copied(screen: Screen) -> None:
    """Type into the reply and copy it, by keys."""
    screen.press("ctrl+a")
    screen.type(WORDS)
    screen.press("ctrl+a", "ctrl+c")
    await until(lambda: held(screen, "clipboard") == WORDS, "what was copied")


async def test_behind_the_lock_a_screen_reader_finds_nothing(screen: Screen, eyes: Eyes) -> None:
    async with showing(screen, "one") as hand:
        await eyes.sees("hoi, kan ik hier anoniem praten?")
        window = screen.active()
        await hand.do("lock")
        await eyes.sees("Op slot")
        await nothing_is_readable(eyes)
        assert screen.titles(window) == {"Luwte"}
        await hand.do("unlock")
        await eyes.sees("hoi, kan ik hier anoniem praten?")
        await eyes.finds(lambda thing: thing.is_("focused", "editable"), "the reply box")


async def test_housemate_mode_covers_everything_while_another_program_is_in_front(
    screen: Screen, eyes: Eyes
) -> None:
    async with showing(screen, "end") as hand:
        await hand.do("housemate")
        await eyes.sees(QUESTION)
        before = set(screen.windows())
        async with screen.run(sys.executable, "-c", ANOTHER) as another:
            await another.says("ready")
            await until(lambda: screen.active() not in before, "another program in front")
            await nothing_is_readable(eyes)
            assert {title for window in before for title in screen.titles(window)} <= {"Luwte"}
        await eyes.sees(QUESTION)
        await eyes.sees("Zeester")


@pytest.mark.parametrize("scene", ["one", "hand_over", "sheet"])
async def test_the_panic_key_gets_everything_out_of_sight(screen: Screen, eyes: Eyes, scene: str) -> None:
    async with showing(screen, scene) as hand:
        await eyes.sees("Zeester")
        screen.press("F12")
        await until(lambda: screen.windows() == [], "no window in sight")
        await nothing_is_readable(eyes)
        await hand.do("lock")
        await hand.do("unlock")


async def test_the_panic_key_works_over_an_open_menu(screen: Screen, eyes: Eyes) -> None:
    async with showing(screen, "one"):
        await eyes.sees("Zeester")
        screen.press("F10")
        await until(lambda: len(screen.windows()) == 2, "an open menu")
        screen.press("F12")
        await until(lambda: screen.windows() == [], "no window in sight")
        await nothing_is_readable(eyes)


async def test_what_a_visitor_writes_meanwhile_is_told_once_and_without_a_name(
    screen: Screen, eyes: Eyes
) -> None:
    async with showing(screen, "one") as hand:
        window = screen.active()
        screen.ask("xdotool", "windowminimize", window)
        await eyes.is_inactive()
        await hand.do("line mijn vader")
        await hand.do("line hij komt eraan")
        await until(lambda: screen.wants_attention(window), "a window that asks for attention")
        await until(lambda: any(shown.kind == "notify" for shown in screen.shown()), "a notification")
        assert [shown.words[:2] for shown in screen.shown() if shown.kind == "notify"] == [
            ("Luwte", "Er is iets voor je.")
        ]
        assert screen.titles(window) == {"Luwte"}


@pytest.mark.parametrize("selection", ["clipboard", "primary"])
async def test_what_was_copied_or_marked_here_is_gone_once_the_shift_is_sealed(
    screen: Screen, selection: str
) -> None:
    """T8: notes may have been copied, too."""
    async with showing(screen, "one") as hand:
        await copied(screen)
        assert held(screen, selection) == WORDS
        await hand.do("lock")
        assert held(screen, selection) == WORDS, "a lock is no end"
        await hand.do("unlock")
        await hand.do("seal")
        assert held(screen, selection) == ""


async def test_a_clipboard_manager_is_asked_to_keep_nothing_of_ours_in_its_history(screen: Screen) -> None:
    async with showing(screen, "one"):
        await copied(screen)
        targets = screen.ask("xclip", "-o", "-selection", "clipboard", "-t", "TARGETS").split()
        assert "x-kde-passwordManagerHint" in targets
        assert not [target for target in targets if "html" in target]


async def test_what_a_clipboard_manager_took_over_is_gone_as_well(screen: Screen) -> None:
    async with showing(screen, "one") as hand:
        await copied(screen)
        hold(screen, "clipboard", WORDS)
        await hand.do("lose")
        await hand.do("seal")
        assert held(screen, "clipboard") == ""


async def test_what_another_program_copied_stays(screen: Screen) -> None:
    async with showing(screen, "one") as hand:
        await copied(screen)
        hold(screen, "clipboard", "boodschappen")
        await hand.do("lose")
        await hand.do("seal")
        assert held(screen, "clipboard") == "boodschappen"


async def test_the_end_of_the_program_leaves_nothing_in_the_clipboard(screen: Screen) -> None:
    async with showing(screen, "one") as hand:
        await copied(screen)
        hold(screen, "clipboard", WORDS)
        await hand.do("lose")
        await hand.end()
        assert held(screen, "clipboard") == ""
