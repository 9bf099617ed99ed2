"""What can go wrong and is foreseen: each room raises its own subclass with a code; views make sentences."""


class LuwteError(Exception):
    """A foreseen error. ``code`` names it for logs and views; it never carries text, names or addresses."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
