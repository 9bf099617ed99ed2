"""A desktop panel that shows nothing and writes down everything: notifications, and the icons in its tray.

Run ``python -m tests.desktop.panel FILE``: one JSON line for each thing shown. It stands in for what a
session of a real desktop offers on the bus, so that one can read what a housemate would see.
"""

import json
import sys
from pathlib import Path

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

NAMES = ("org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher")


class Panel:
    """What answers on the bus."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._count = 0
        self._bus = open_dbus_connection("SESSION")
        for name in NAMES:
            self._bus.send_and_get_reply(message_bus.RequestName(name))

    def serve(self) -> None:
        """Answer until the bus is gone."""
        while True:
            message = self._bus.receive()
            if message.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(message))
            elif message.header.message_type is MessageType.method_return and message.body:
                self._write("tray", [str(value) for kind, value in message.body[0].values() if kind == "s"])

    def _answer(self, message: Message) -> Message:
        fields = message.header.fields
        match fields.get(HeaderFields.member):
            case "Notify":
                _, _, icon, title, body, actions, hints, _ = message.body
                words = [title, body, icon, *actions, *(str(v[1]) for v in hints.values() if v[0] == "s")]
                self._write("notify", words)
                self._count += 1
                return new_method_return(message, "u", (self._count,))
            case "GetCapabilities":
                return new_method_return(message, "as", (["body", "actions"],))
            case "GetServerInformation":
                return new_method_return(message, "ssss", ("panel", "tests", "1", "1.2"))
            case "RegisterStatusNotifierItem":
                self._look_at(str(fields.get(HeaderFields.sender)))
                return new_method_return(message)
            case "Get" if message.body[1] == "IsStatusNotifierHostRegistered":
                return new_method_return(message, "v", (("b", True),))
            case "Get" if message.body[1] == "ProtocolVersion":
                return new_method_return(message, "v", (("i", 0),))
            case "CloseNotification" | "RegisterStatusNotifierHost":
                return new_method_return(message)
            case _:
                return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _look_at(self, owner: str) -> None:
        """Ask a tray icon for all it would show."""
        item = DBusAddress("/StatusNotifierItem", owner, "org.freedesktop.DBus.Properties")
        self._bus.send(new_method_call(item, "GetAll", "s", ("org.kde.StatusNotifierItem",)))

    def _write(self, kind: str, words: list[str]) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"kind": kind, "words": words}) + "\n")


if __name__ == "__main__":
    panel = Panel(Path(sys.argv[1]))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    panel.serve()
