"""Luwte: a chat console for anonymous helplines, with the server and the visitor page it needs."""

__version__ = "0.1.0"
