"""Ended conversations: sealed rows in, close-out. The server holds public keys and can read none of it."""
