"""Trouble is told in codes, counts and types; never in words that somebody else chose."""

import asyncio
import logging
import subprocess
import sys
import threading

import pytest

from luwte import log

CANARY = "kanarie-192.0.2.7"


def formatted(record: logging.LogRecord) -> str:
    return log.ScrubbedFormatter().format(record)


def test_a_note_is_a_code_with_figures(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="luwte"):
        log.note("server.clerk", "commit_failed", concerned=3)
    (record,) = caplog.records
    assert formatted(record) == "WARNING luwte.server.clerk commit_failed concerned=3"


def test_a_foreign_record_keeps_only_where_it_came_from() -> None:
    """C2, T3: other libraries repeat what a peer sent."""
    record = logging.LogRecord("websockets.server", logging.ERROR, "x.py", 1, "< %s", (CANARY,), None)
    assert formatted(record) == "ERROR websockets.server (foreign record)"


def test_an_exception_is_its_type_and_its_lines() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        told = log.scrubbed(error)
        record = logging.LogRecord(
            "luwte", logging.ERROR, "x.py", 1, "oops", (), (ValueError, error, error.__traceback__)
        )
    assert told.startswith("ValueError at test_log.py:")
    assert CANARY not in told + formatted(record)


def test_every_error_of_a_group_is_told_and_none_of_their_words() -> None:
    group = ExceptionGroup(CANARY, [KeyError(CANARY), ExceptionGroup(CANARY, [OSError(CANARY)])])
    told = log.scrubbed(group)
    assert "KeyError" in told
    assert "OSError" in told
    assert CANARY not in told


def test_an_uncaught_error_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="luwte"):
        log.excepthook(ValueError, ValueError(CANARY), None)
        log.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [formatted(record) for record in caplog.records] == [
        "CRITICAL luwte uncaught ValueError at nowhere"
    ]


ERRORS_WITHOUT_A_CALLER = f"""
import sys, threading
from luwte import log

class Dropped:
    def __repr__(self):
        return "{CANARY}"

    def __del__(self):
        raise ValueError("{CANARY}")

def fail():
    raise RuntimeError("{CANARY}")

log.configure()
dropped = Dropped()
del dropped
for target in (fail, sys.exit):
    thread = threading.Thread(target=target, name="{CANARY}")
    thread.start()
    thread.join()
"""


def test_errors_of_threads_and_finalizers_are_told_without_their_words() -> None:
    """C2, T3"""
    command = [sys.executable, "-c", ERRORS_WITHOUT_A_CALLER]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    first, second = done.stderr.decode().splitlines()
    assert first.startswith("ERROR luwte unraisable ValueError at <string>:")
    assert second.startswith("CRITICAL luwte uncaught in a thread RuntimeError at threading.py:")
    assert CANARY not in first + second


async def test_the_loop_tells_types_only_and_nothing_of_peers_that_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = asyncio.get_running_loop()
    with caplog.at_level(logging.WARNING, logger="luwte"):
        log.loop_handler(loop, {"message": CANARY, "exception": RuntimeError(CANARY), "transport": CANARY})
        log.loop_handler(loop, {"message": CANARY, "exception": ConnectionResetError(CANARY)})
        log.loop_handler(loop, {"message": CANARY})
    told = [formatted(record) for record in caplog.records]
    assert told == [
        "ERROR luwte in the loop: RuntimeError at nowhere",
        "ERROR luwte in the loop: without an exception",
    ]


def test_the_programs_log_is_scrubbed_and_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("websockets", "asyncio")}
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    try:
        log.configure()
        logging.getLogger("websockets.server").error(CANARY)
        logging.getLogger("luwte.x").info(CANARY)
        logging.getLogger("other").warning("%s", CANARY)
        log.note("x", "code")
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    assert capsys.readouterr().err.splitlines() == [
        "WARNING other (foreign record)",
        "WARNING luwte.x code",
    ]
