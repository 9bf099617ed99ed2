"""Whatever is pasted, sent or served: limited, isolated, never executed; a lying server gets no word."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page, async_playwright, expect

from luwte.crypto.certificates import sign
from luwte.protocol.messages import Enter, VisitorLine
from tests.page import scenes, walking
from tests.page.conftest import CHROMIUM, FLAGS
from tests.page.helpline import Helpline
from tests.page.stage import Stage
from tests.wire.helpline import DAY, ROOT, key_claim, removal, signing, tampered

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PASTE = """([selector, text]) => {
  const field = document.querySelector(selector);
  const data = new DataTransfer();
  data.setData("text", text);
  field.focus();
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  if (field.dispatchEvent(event)) {
    field.setRangeText(text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return field.value.length;
}"""

LIES: dict[str, Callable[[Helpline], dict[str, object]]] = {
    "another root": lambda _: {"root": signing("other").public},
    "a coordinator of another root": lambda line: {
        "coordinators": [line.leader.certified_by(signing("other"))]
    },
    "an unsigned policy": lambda line: {"policy": tampered(line.policy())},
    "a policy signed by a volunteer": lambda line: {
        "policy": type(line.policy())(line.policy().payload, line.policy().signature, line.noor.staff.public)
    },
    "a policy of a removed coordinator": lambda line: {"removals": [removal(line.leader, ROOT)]},
    "an intake key of its own": lambda line: {
        "intake": sign(key_claim("intake", line.now - DAY), signing("other"))
    },
    "an old intake key": lambda line: {
        "intake": sign(key_claim("intake", line.now - 30 * DAY), line.leader.staff)
    },
    "another helpline": lambda _: {"helpline": "A" * 22},
}


@pytest.mark.parametrize("name", LIES)
async def test_a_server_that_lies_about_keys_hears_no_word(page: Page, stage: Stage, name: str) -> None:
    stage.house = stage.helpline.house(**LIES[name](stage.helpline))
    await walking.open_page(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_have_text("We openen de chat nu niet")
    await expect(page.get_by_text("Code voor wie")).to_be_visible()
    assert "/visitor" not in stage.requests


@pytest.mark.parametrize(
    "garbage", ["{", "[]", '"house"', '{"type":"house"}', '{"type":"house","version":-1}']
)
async def test_a_house_of_garbage_is_refused(page: Page, stage: Stage, garbage: str) -> None:
    await page.route("**/house", lambda route: route.fulfill(body=garbage, content_type="application/json"))
    await walking.open_page(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_have_text("We openen de chat nu niet")


async def test_an_older_policy_than_seen_is_refused(page: Page, stage: Stage) -> None:
    stage.house = stage.helpline.house(state="paused")
    await walking.open_page(page, stage)
    # The page holds what was shown first; only then may the server show something older.
    stage.house = stage.helpline.house(policy=stage.helpline.policy(version=2))
    await walking.button(page, "Kijk opnieuw").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("We openen de chat nu niet")


async def test_garbage_on_the_socket_is_passed_over(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    for garbage in (
        "{",
        "null",
        '{"type":"ended"}',
        '{"type":"lines","lines":[{}]}',
        '{"type":"constructor"}',
        "[" * 5_000,
    ):
        await stage.say_raw(garbage)
    await stage.write(stage.helpline.noor, "Ben je er nog?")
    await expect(page.locator(".theirs .text")).to_have_text("Ben je er nog?")


async def test_four_megabytes_are_cut_to_the_limit_without_a_freeze(page: Page, stage: Stage) -> None:
    await walking.to_introduction(page, stage)
    megabytes = "tekst💚" * 600_000
    assert await page.evaluate(PASTE, ["#nickname", megabytes]) <= 48
    assert await page.evaluate(PASTE, ["#first", megabytes]) <= 2_000
    await expect(page.get_by_text("Je tekst was te lang")).to_be_visible()
    await page.locator("#nickname").fill("Zeester")
    await page.locator("form .primary").click()
    enter = await stage.queue()
    assert isinstance(enter, Enter)
    assert len(stage.helpline.first_words(enter).words) <= 1_000
    await stage.accept(stage.helpline.noor)
    await stage.hear_line()
    assert await page.evaluate(PASTE, ["#reply", megabytes]) <= 8_000
    await page.locator(".composer .send").click()
    line = await stage.hear(VisitorLine)
    assert len(line.frame) <= 8_448
    assert (await stage.store(line)).text.startswith("tekst💚")


async def test_a_line_too_long_waits_to_be_shortened(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await page.locator("#reply").evaluate(
        "(box) => { box.value = 'é'.repeat(4001); box.dispatchEvent(new Event('input')); }"
    )
    await expect(page.locator("#reply-left")).to_have_text("Dit is 1 teken te lang.")
    await page.locator(".composer .send").click()
    await expect(page.locator("#reply")).not_to_have_value("")
    assert not stage.has_heard(VisitorLine)


async def test_markup_bidi_and_piled_up_accents_stay_text_in_their_bubble(page: Page, stage: Stage) -> None:
    """No markup is made, nothing runs, and nothing is painted over a neighbour."""
    await scenes.chat_hostile(page, stage)
    assert await page.evaluate("document.querySelectorAll('.text *, .lines img').length") == 0
    await expect(page.locator(".theirs .text").first).to_contain_text("<b>vet</b>")
    styles = await page.evaluate(
        "[...document.querySelectorAll('.bubble')].every((one) => getComputedStyle(one).overflow === 'clip'"
        " && getComputedStyle(one.firstChild).unicodeBidi.startsWith('isolate'))"
    )
    assert styles


async def test_the_page_keeps_its_policy_and_asks_nobody_else(page: Page, stage: Stage) -> None:
    """No request leaves for another host, no store but sessionStorage is used, no policy is violated."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    await page.add_init_script(
        "globalThis.violations = []; addEventListener('securitypolicyviolation',"
        " (event) => violations.push(event.violatedDirective))"
    )
    await scenes.over(page, stage)
    assert await page.evaluate("violations") == []
    assert hosts == {stage.url.removeprefix("http://")}
    assert await page.evaluate("localStorage.length") == 0
    assert await page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert await page.evaluate("caches.keys().then((all) => all.length)") == 0


async def test_a_browser_that_lacks_something_is_told_before_anything_is_asked(
    page: Page, stage: Stage
) -> None:
    await page.add_init_script(
        "const make = crypto.subtle.generateKey.bind(crypto.subtle);"
        "SubtleCrypto.prototype.generateKey = (name, ...rest) =>"
        " name === 'X25519' ? Promise.reject(new DOMException('no')) : make(name, ...rest);"
    )
    await walking.open_page(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Deze browser kan niet veilig chatten")
    await expect(page.get_by_text("De Luisterlijn")).to_be_visible()
    assert "/house" not in stage.requests


async def test_without_javascript_other_help_is_shown(stage: Stage) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, "--blink-settings=scriptEnabled=false"]
        )
        page = await browser.new_page()
        await page.goto(f"{stage.url}/")
        # Without scripts the tab can only be asked what a screen reader would find in it.
        reader = await page.context.new_cdp_session(page)
        tree = await reader.send("Accessibility.getFullAXTree")
        names = {node["name"]["value"] for node in tree["nodes"] if node.get("name", {}).get("value")}
        await browser.close()
    assert {"De Luisterlijn (Nederland)", "Verlaat deze pagina"} <= names


async def test_a_browser_that_cannot_read_the_page_shows_other_help_too(page: Page, stage: Stage) -> None:
    # Time stands still: on a slow computer the patience would be over before the first look.
    await page.clock.install(time=0)
    await page.clock.pause_at(1_000)
    await page.route("**/main.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    await page.goto(f"{stage.url}/")
    await expect(page.get_by_text("De Luisterlijn")).to_be_hidden()
    await page.clock.run_for(6_000)
    await expect(page.get_by_text("De Luisterlijn")).to_be_visible()
