"""Write the page's ``resources/visitor/theme.css`` from ``resources/theme.json``, the one source of our
colours.

Run ``python packaging/theme.py`` after a change; ``tests/console/views/test_theme_file.py`` fails while
the two differ.
"""

import json
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
HEAD = "/* Made from resources/theme.json by packaging/theme.py: change that file, then run the script. */\n"


def stylesheet(theme: dict[str, dict[str, str | int]]) -> str:
    """Return the CSS custom properties for both colour schemes; sizes are rem of a 16 px root."""
    sizes = [
        *(f"--space-{name}: {_rem(value)};" for name, value in theme["space"].items()),
        *(f"--radius-{name}: {value}px;" for name, value in theme["radius"].items()),
        *(f"--type-{name}: {_rem(value)};" for name, value in theme["type"].items()),
        *(f"--focus-{name}: {value}px;" for name, value in theme["focus"].items()),
        f"--target: {theme['target']}px;",
    ]
    light = ["color-scheme: light dark;", *_colours(theme["light"]), *sizes]
    dark = _colours(theme["dark"])
    return (
        HEAD
        + ":root {\n"
        + "".join(f"  {line}\n" for line in light)
        + "}\n\n@media (prefers-color-scheme: dark) {\n  :root {\n"
        + "".join(f"    {line}\n" for line in dark)
        + "  }\n}\n"
    )


def main() -> None:
    """Write the stylesheet beside the page."""
    theme = json.loads((RESOURCES / "theme.json").read_text("utf-8"))
    (RESOURCES / "visitor" / "theme.css").write_text(stylesheet(theme), "utf-8")


def _colours(scheme: dict[str, str | int]) -> list[str]:
    return [f"--{name}: {str(value).lower()};" for name, value in scheme.items()]


def _rem(pixels: str | int) -> str:
    return f"{int(pixels) / 16:g}rem"


if __name__ == "__main__":
    main()
