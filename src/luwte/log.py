"""What may be written down about trouble: codes, counts and types. Never a text, a name or an address.

Everything that reaches standard error passes :class:`ScrubbedFormatter`; a record of another library is
reduced to the library's name, and an exception to its type and the lines it passed through (C2, T3).
"""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio

LEVEL: Final = logging.WARNING
_OURS: Final = "luwte"


class ScrubbedFormatter(logging.Formatter):
    """One line per record: level, logger, our own text; of foreign records only where they came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Foreign records' arguments are not looked at: they may hold what a peer sent."""
        is_ours = record.name == _OURS or record.name.startswith(f"{_OURS}.")
        text = record.getMessage() if is_ours else "(foreign record)"
        line = f"{record.levelname} {record.name} {text}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line} {scrubbed(error)}"


def configure() -> None:
    """Send warnings and worse to standard error, scrubbed; take over uncaught errors. Called once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ScrubbedFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(LEVEL)
    # At DEBUG websockets prints cookies and messages, at ERROR tracebacks that repeat them.
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    sys.excepthook = excepthook
    threading.excepthook = thread_excepthook
    sys.unraisablehook = unraisablehook


def note(room: str, code: str, **figures: int | str) -> None:
    """Write one warning: a code, and counts or type names. ``room`` is the module without the package."""
    told = "".join(f" {name}={value}" for name, value in figures.items())
    logging.getLogger(f"{_OURS}.{room}").warning("%s%s", code, told)


def scrubbed(error: BaseException) -> str:
    """Return an exception's type and the lines it passed through; its message may repeat what a peer sent."""
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(scrubbed(inner) for inner in error.exceptions)}]"
    return f"{type(error).__name__} at {_path(error.__traceback__)}"


def place(error: BaseException) -> str:
    """Return the file and line an exception comes from."""
    return _path(error.__traceback__).rpartition(" > ")[2]


def excepthook(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Tell that the program ended on an error of ours, without the error's words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(_OURS).critical("uncaught %s", scrubbed(error))


def thread_excepthook(ended: threading.ExceptHookArgs) -> None:
    """Tell that a thread ended on an error of ours; Python's own hook prints the error's words."""
    if ended.exc_value is not None and not issubclass(ended.exc_type, SystemExit):
        logging.getLogger(_OURS).critical("uncaught in a thread %s", scrubbed(ended.exc_value))


def unraisablehook(found: "sys.UnraisableHookArgs") -> None:
    """Tell of an error where none can rise, in a finalizer; Python's own hook prints what was finalized."""
    told = found.exc_type.__name__ if found.exc_value is None else scrubbed(found.exc_value)
    logging.getLogger(_OURS).error("unraisable %s", told)


def loop_handler(_loop: "asyncio.AbstractEventLoop", context: dict[str, object]) -> None:
    """Take the place of asyncio's handler, which prints representations of whatever was in flight."""
    error = context.get("exception")
    if isinstance(error, ConnectionError | TimeoutError):
        return  # a peer went away while something was being written to it
    told = scrubbed(error) if isinstance(error, BaseException) else "without an exception"
    logging.getLogger(_OURS).error("in the loop: %s", told)


def _path(trace: TracebackType | None) -> str:
    steps: list[str] = []
    while trace is not None:
        steps.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(steps[-8:]) or "nowhere"
