"""Every state, both languages, light and dark, three widths: no barrier, nothing wider than the screen."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.async_api import Browser

from tests.page.scenes import SCENES
from tests.page.screens import LANGUAGES, SCHEMES, WIDTHS
from tests.page.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

ENGINE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
async def test_every_state_is_within_reach_of_everybody(
    browser: Browser, stage: Stage, name: str, language: str
) -> None:
    # The engine is put into the page from outside, past its policy; the policy has its own test.
    context = await browser.new_context(
        locale=LANGUAGES[language], viewport={"width": 390, "height": 844}, bypass_csp=True
    )
    page = await context.new_page()
    await SCENES[name](page, stage)
    await page.evaluate(ENGINE)
    found: list[Any] = []
    for width, height in WIDTHS.items():
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            results = await page.evaluate("(rules) => axe.run(rules)", RULES)
            found.extend(
                (width, scheme, violation["id"], [node["html"][:160] for node in violation["nodes"]])
                for violation in results["violations"]
            )
    await context.close()
    assert found == []
