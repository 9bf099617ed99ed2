"""Practice: an invented visitor on the volunteer's own screen, played as if by a server."""
