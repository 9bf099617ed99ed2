"""``python -m luwte``: the same as the command ``luwte``."""

import sys

from luwte.cli import main

if __name__ == "__main__":
    sys.exit(main())
