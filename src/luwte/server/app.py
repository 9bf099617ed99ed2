"""Puts the server's parts together, serves, and stops in order: told, committed, closed."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from luwte import log, policy
from luwte.errors import LuwteError
from luwte.server.door import Door
from luwte.server.folder import opened
from luwte.server.office import Office
from luwte.server.settings import ServerSettings, SettingsError, is_loopback

_DRAIN_SECONDS = 5.0
_MOST_FILES = 65_536


def run(
    settings: ServerSettings, on_ready: Callable[[str, int], None], *, ends_with_input: bool = False
) -> None:
    """Serve until SIGTERM or SIGINT, with the fastest loop there is; or until standard input ends."""
    _allow_sockets()
    _spare_the_collector()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        stop = asyncio.Event()
        if ends_with_input:
            _watch_input(runner.get_loop(), stop)
        runner.run(serve(settings, on_ready, stop=stop, with_signals=True))


async def serve(
    settings: ServerSettings,
    on_ready: Callable[[str, int], None],
    *,
    stop: asyncio.Event | None = None,
    with_signals: bool = False,
) -> None:
    """Serve until ``stop`` is set, a signal comes or the task is cancelled; then drain and close.

    ``on_ready`` gets the page's address and the port once it listens. Raises a LuwteError with a ``sentence``
    where the settings, the folder or the port are wrong; errors of ours rise after everything is closed.
    """
    settings.check()
    if settings.policy is not None:
        policy.load(settings.policy)
    tls = _tls(settings)
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    if with_signals:
        loop.set_exception_handler(log.loop_handler)
    with opened(settings.folder) as databases, _listening(settings) as sock:
        office = Office(settings, databases)
        _propose_policy(office)
        port = int(sock.getsockname()[1])
        url = _url(settings, port)
        failure = office.deciding.blown
        door = Door(office, _origins(settings, port))
        with _signals(loop, stop, with_signals):
            try:
                await _serve(office, door, sock, tls, stop, failure, lambda: on_ready(url, port))
            except ExceptionGroup as group:
                foreseen = group.subgroup(LuwteError)
                raise (foreseen or group).exceptions[0] from group
            finally:
                office.writer.close()
                office.ledger.close()
    if failure.done():
        failure.result()


async def _serve(
    office: Office,
    door: Door,
    sock: socket.socket,
    tls: ssl.SSLContext | None,
    stop: asyncio.Event,
    failure: "asyncio.Future[None]",
    on_ready: Callable[[], None],
) -> None:
    async with asyncio.TaskGroup() as group:
        writing = group.create_task(office.writer.run())
        checkpoints = group.create_task(office.writer.checkpoint())
        reading = group.create_task(office.streams.run())
        office.tick()
        ticking = group.create_task(_tick(office, door))
        server = await door.open(sock, tls)
        admitting = group.create_task(door.admit())
        try:
            on_ready()
            stopping = group.create_task(stop.wait())
            awaited: list[asyncio.Future[Any]] = [stopping, failure, writing]
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
        finally:
            ticking.cancel()
            office.drain()
            # WORKAROUND https://github.com/python/cpython/issues/102780: before Python 3.11.3 (Debian 12) a
            # timeout block lets a cancellation out where a task of the group has failed; wait_for does not.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(office.writer.flush(), _DRAIN_SECONDS)
            server.close(code=1001)
            admitting.cancel()
            await server.wait_closed()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(office.writer.flush(), _DRAIN_SECONDS)
            checkpoints.cancel()
            reading.cancel()
            writing.cancel()


def _propose_policy(office: Office) -> None:
    """Hand the command line's policy to whoever makes the helpline; once there is one, its signed policy
    holds."""
    named, is_new = office.settings.policy, office.roster.helpline is None
    text = None if named is None else policy.source(named).read_text(encoding="utf-8")
    office.setup.prepare(is_new, office.clock(), text)
    if named is not None and not is_new and policy.load(named) != office.house.policy:
        log.note("server.app", "policy_is_not_the_signed_one", in_force=office.house.version)


def _allow_sockets() -> None:
    """Raise the number of open files as far as we are let: the usual 1,024 is less than our own limit."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- does not exist on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and wanted > soft:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _spare_the_collector() -> None:
    """Have the garbage collector pass over what stays until the end: modules, classes, schemas.

    Otherwise it walks all of it again and again while lines wait, for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()


async def _tick(office: Office, door: Door) -> None:
    while True:
        await asyncio.sleep(1)
        office.tick()
        door.pulse.beat()


def _origins(settings: ServerSettings, port: int) -> frozenset[str]:
    """The exact Origins our own page has: the address we listen on, and those the operator named."""
    scheme = "https" if settings.tls_cert is not None else "http"
    hosts = {settings.host}
    if is_loopback(settings.host):
        hosts |= {"127.0.0.1", "localhost"}
    named = {f"[{host}]" if ":" in host else host for host in hosts}
    own = set() if settings.behind_proxy is not None else {f"{scheme}://{host}:{port}" for host in named}
    if port == (443 if scheme == "https" else 80):
        own |= {f"{scheme}://{host}" for host in named}
    return frozenset(own | set(settings.origins))


def _url(settings: ServerSettings, port: int) -> str:
    if settings.origins:
        return settings.origins[0]
    scheme = "https" if settings.tls_cert is not None else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{scheme}://{host}:{port}"


def _tls(settings: ServerSettings) -> ssl.SSLContext | None:
    if settings.tls_cert is None or settings.tls_key is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.tls_cert, settings.tls_key)
    except OSError as error:
        raise SettingsError("tls_unreadable") from error
    return context


@contextlib.contextmanager
def _listening(settings: ServerSettings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        sock = socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        raise SettingsError("port_taken") from error
    with sock:
        yield sock


def _watch_input(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Set ``stop`` when standard input ends: whoever held its other end is gone, in whatever way."""

    def wait() -> None:
        with contextlib.suppress(OSError):  # no standard input is an ended one
            # Not sys.stdin: a thread that waits in there makes the interpreter abort at its end.
            while os.read(0, 4_096):
                pass
        with contextlib.suppress(RuntimeError):  # the loop is closed: it ended before
            loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, name="luwte-input", daemon=True).start()


@contextlib.contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event, is_wanted: bool) -> Iterator[None]:
    wanted = (signal.SIGTERM, signal.SIGINT) if is_wanted and sys.platform != "win32" else ()
    for number in wanted:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415 -- does not exist on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
