"""The door: one port for the visitor page, what it asks by GET, and both sockets."""

from luwte.server.door.door import Door

__all__ = ["Door"]
