"""Pictures of every state of the page: ``python -m tests.page.screens DIR [scene …]``.

Every scene is played once per language and photographed light and dark at 320, 390 and 1280 px;
in Dutch also with the text at 200 %.
"""

import asyncio
import sys
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.scenes import SCENES
from tests.page.stage import open_stage

WIDTHS = {320: 640, 390: 844, 1280: 860}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LANGUAGES = {"nl": "nl-BE", "en": "en-GB"}


async def photograph(page: Page, folder: Path, name: str, language: str) -> None:
    """Photograph the state the page is in."""
    for width, height in WIDTHS.items():
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await shoot(page, folder / f"{name}-{language}-{width}-{scheme}.png")
    if language == "nl":
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")
        larger = page.locator(".tool.larger")
        for _ in range(5):
            await larger.click()
        for width in (320, 390):
            await page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            await shoot(page, folder / f"{name}-{language}-{width}-large.png")


async def shoot(page: Page, file: Path) -> None:
    """Write one picture, of the whole page where it scrolls."""
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    await page.screenshot(path=file, full_page=True)


async def play(browser: Browser, folder: Path, name: str, language: str) -> None:
    """Play one scene in one language and photograph it."""
    async with open_stage() as stage:
        context = await browser.new_context(
            locale=LANGUAGES[language], viewport={"width": 390, "height": 844}
        )
        page = await context.new_page()
        await SCENES[name](page, stage)
        await photograph(page, folder, name, language)
        await context.close()


async def main(folder: Path, names: list[str]) -> None:
    """Photograph these scenes, or all of them."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names or SCENES:
            for language in LANGUAGES:
                await play(browser, folder, name, language)
        await browser.close()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
