"""What a server is started with, and the refusals that follow from it before anything is opened."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from luwte.abuse.gate import Limits
from luwte.abuse.origin import Network
from luwte.errors import LuwteError
from luwte.server.clock import SteadyClock

_SENTENCES = {
    "not_loopback": "Without --tls-cert or --behind-proxy only this machine is served: use --host 127.0.0.1.",
    "tls_incomplete": "--tls-cert and --tls-key belong together.",
    "tls_unreadable": "The TLS certificate or its key cannot be read, or they do not belong together.",
    "port_taken": "The address and port cannot be used: another program listens there, or it is not ours.",
}


class SettingsError(LuwteError):
    """The server cannot be started like this; ``sentence`` says why."""

    @property
    def sentence(self) -> str:
        """What to tell whoever starts the server."""
        return _SENTENCES[self.code]


@dataclass(frozen=True)
class ServerSettings:
    """Everything ``luwte server`` is told. ``clock`` returns unix seconds that never jump.

    ``origins`` are further exact Origins of the visitor page, such as ``https://chat.example.org``.
    ``policy`` is a name or a file that must be readable: proposed to whoever makes the helpline. Once there
    is one, what a coordinator signed holds, and a ``policy`` that says otherwise is only told.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 0
    policy: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    behind_proxy: Network | None = None
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    clock: SteadyClock = field(default_factory=SteadyClock)

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The networks whose forwarded headers are believed."""
        return () if self.behind_proxy is None else (self.behind_proxy,)

    @property
    def is_secret_on_the_way(self) -> bool:
        """Whether TLS protects the way to us, by ourselves or by the proxy."""
        return self.tls_cert is not None or self.behind_proxy is not None

    def check(self) -> None:
        """Refuse what would serve conversations in the clear; SettingsError."""
        if (self.tls_cert is None) != (self.tls_key is None):
            raise SettingsError("tls_incomplete")
        if not self.is_secret_on_the_way and not is_loopback(self.host):
            raise SettingsError("not_loopback")


def is_loopback(host: str) -> bool:
    """Say whether a host name or address is this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
