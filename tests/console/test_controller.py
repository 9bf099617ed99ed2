"""The controller: signals in order and batched; clicks in a bounded tray that loses no draft."""

import asyncio
from pathlib import Path

from luwte.console.controller import Controller
from luwte.console.link import Link, LinkError
from luwte.console.state import (
    ConversationAdded,
    ConversationRemoved,
    ConversationRow,
    LineRow,
    LinesChanged,
    Notice,
    NoticeRaised,
    Session,
)
from luwte.console.state.intentions import KeepDraft, SendLine
from luwte.console.wants import MOST, Tray
from luwte.protocol.ids import new_id
from luwte.vault.keychain import MemoryKeychain

CONVERSATION = new_id()
ROW = ConversationRow(CONVERSATION, "Zeester", "nl", 0.0)


async def nobody_there(_: str) -> Link:
    raise LinkError("unreachable")


def a_controller(folder: Path) -> Controller:
    return Controller(folder, MemoryKeychain, "https://lijn.example", connect=nobody_there)


def a_line(number: int) -> LineRow:
    return LineRow(
        CONVERSATION, new_id(), number, "visitor", "", "", is_own=False, kind="text", text=f"{number}",
        at=0.0, delivery="received",
    )  # fmt: skip


async def running(controller: Controller) -> None:
    """Let it run until the first signal has come."""
    seen = asyncio.Event()
    controller.session_changed.connect(lambda _: seen.set())
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(controller.run())
        await seen.wait()
        controller.stop()


async def test_it_runs_tells_what_it_found_and_stops_when_asked(tmp_path: Path) -> None:
    controller = a_controller(tmp_path)
    sessions: list[Session] = []
    ends: list[bool] = []
    controller.session_changed.connect(sessions.append)
    controller.stopped.connect(lambda: ends.append(True))
    await running(controller)
    assert [session.stage for session in sessions] == ["enrol"]
    assert sessions[0].server == "https://lijn.example"
    assert ends == [True]


async def test_what_fails_is_told_on_the_page_and_the_controller_runs_on(tmp_path: Path) -> None:
    controller = a_controller(tmp_path)
    failed = asyncio.Event()
    codes: list[str] = []

    def hear(session: Session) -> None:
        if session.code:
            codes.append(session.code)
            failed.set()

    controller.session_changed.connect(hear)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(controller.run())
        controller.enrol("http://lijn.example", "code", "een zin die lang genoeg is")
        await failed.wait()
        failed.clear()
        controller.enrol("", "code", "een zin die lang genoeg is")
        await failed.wait()
        controller.stop()
    assert codes == ["insecure", "unreachable"]


async def test_a_model_that_asks_for_lines_sees_exactly_what_the_signals_have_told(tmp_path: Path) -> None:
    controller = a_controller(tmp_path)
    model: list[LineRow] = []

    def splice(change: LinesChanged) -> None:
        model[change.start : change.start + change.removed] = change.lines
        assert tuple(model) == controller.lines(CONVERSATION)

    controller.lines_changed.connect(splice)
    work = controller.work
    first, second, third = a_line(1), a_line(2), a_line(3)
    work._tell([ConversationAdded(ROW, "accepted"), LinesChanged(CONVERSATION, 0, 0, (first, third))])
    work._tell([LinesChanged(CONVERSATION, 1, 0, (second,))])
    assert controller.line_count(CONVERSATION) == 0, "nothing is told before the loop turns"
    await running(controller)
    assert model == [first, second, third]
    assert controller.lines(CONVERSATION, 1, 1) == (second,)
    work._tell([ConversationRemoved(CONVERSATION, "visitor")])
    controller._tell_now()
    assert controller.lines(CONVERSATION) == ()


async def test_a_burst_is_told_in_one_batch_and_in_order(tmp_path: Path) -> None:
    controller = a_controller(tmp_path)
    heard: list[str] = []
    controller.notice_raised.connect(lambda notice: heard.append(notice.code))
    for number in range(1_000):
        controller.work._tell([NoticeRaised(Notice(f"n{number}"))])
    assert heard == []
    await running(controller)
    assert heard == [f"n{number}" for number in range(1_000)]


async def test_a_full_tray_refuses_the_click_says_so_and_still_takes_drafts_and_the_end(
    tmp_path: Path,
) -> None:
    controller = a_controller(tmp_path)
    heard: list[str] = []
    controller.notice_raised.connect(lambda notice: heard.append(notice.code))
    for _ in range(MOST):
        controller.lock()
    controller.set_pause(is_on=True)
    controller.set_draft(CONVERSATION, "half een")
    controller.set_draft(CONVERSATION, "half een woord")
    await running(controller)
    assert heard == ["busy"]


async def test_the_tray_keeps_the_newest_draft_of_each_conversation_and_the_order_of_the_rest() -> None:
    tray = Tray()
    other = new_id()
    for text in ("a", "ab", "abc"):
        tray.put(KeepDraft(CONVERSATION, text))
    tray.put(SendLine(CONVERSATION, "abc"))
    tray.put(KeepDraft(CONVERSATION, "d"))
    tray.put(KeepDraft(other, "x"))
    taken = [await tray.get() for _ in range(4)]
    assert taken == [
        KeepDraft(CONVERSATION, "abc"),
        SendLine(CONVERSATION, "abc"),
        KeepDraft(CONVERSATION, "d"),
        KeepDraft(other, "x"),
    ]


async def test_a_full_tray_never_grows_by_drafts_beyond_one_for_each_conversation() -> None:
    tray = Tray()
    while tray.put(SendLine(CONVERSATION, "x")):
        pass
    for text in ("a", "b", "c"):
        assert tray.put(KeepDraft(CONVERSATION, text))
        assert tray.put(KeepDraft(CONVERSATION[::-1], text))
    taken = [await tray.get() for _ in range(MOST + 2)]
    assert taken[MOST:] == [KeepDraft(CONVERSATION, "c"), KeepDraft(CONVERSATION[::-1], "c")]
    assert not tray._wants
