"""Every state of the page, as a short scene that leads there: for the pictures and for axe."""

import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Page

from luwte.protocol.ids import new_id
from luwte.protocol.messages import (
    KeysKept,
    Ready,
    ShareKept,
    StaffState,
    VisitorEnd,
    VisitorEnded,
    VisitorHello,
    VisitorLines,
    VisitorRefused,
    Waiting,
    Withdraw,
)
from tests.page import walking
from tests.page.stage import Stage
from tests.wire.helpline import Person

Scene = Callable[[Page, Stage], Awaitable[None]]
SCENES: dict[str, Scene] = {}

LONG_WORDS = (
    "Mijn arbeidsongeschiktheidsverzekeringsmaatschappij vraagt een "
    "meerjarenbegroting, en hottentottententoonstelling hoort daar niet bij: https://example.org/een/heel/lang/adres/zonder/spaties/dat/ergens/moet/breken?ja=1"
)
ZALGO = "Z" + "\u0315\u0321\u0489\u0338\u034b" * 12 + "a" + "\u0316\u0329\u0347" * 20 + "lgo"
HOSTILE = "<b>vet</b> <img src=x onerror=alert(1)> \u202emoc.elpmaxe\u202c " + ZALGO


def scene(function: Scene) -> Scene:
    """Add a scene under its function's name."""
    SCENES[function.__name__] = function
    return function


async def shows(page: Page, selector: str) -> None:
    """Wait until this stands on the screen."""
    await page.locator(selector).first.wait_for()


# ── before the queue ──────────────────────────────────────────────────────────────────────────────


@scene
async def promise(page: Page, stage: Stage) -> None:
    notice = {
        "nl": "Je chat met studenten. Ze geven steun, geen behandeling.",
        "en": "You chat with students. They support, they do not treat.",
    }
    stage.helpline.shown["notice"] = notice
    stage.house = stage.helpline.house()
    await walking.open_page(page, stage)


@scene
async def promise_in_full(page: Page, stage: Stage) -> None:
    await walking.open_page(page, stage)
    for fold in await page.locator("summary").all():
        await fold.click()


@scene
async def consent(page: Page, stage: Stage) -> None:
    await walking.to_consent(page, stage)


@scene
async def consent_needed(page: Page, stage: Stage) -> None:
    await walking.to_consent(page, stage)
    await page.locator("form .primary").click()
    await shows(page, ".problem:not(:empty)")


@scene
async def introduce(page: Page, stage: Stage) -> None:
    await walking.to_introduction(page, stage)


@scene
async def introduce_too_long(page: Page, stage: Stage) -> None:
    await walking.to_introduction(page, stage)
    await page.locator("#nickname").fill("Hoogspanningskabelmonteurs")
    await page.locator("#first").fill("💚" * 1_001)


@scene
async def no_server(page: Page, stage: Stage) -> None:
    stage.house = None
    await walking.open_page(page, stage)
    await shows(page, ".primary")


@scene
async def unsafe(page: Page, stage: Stage) -> None:
    stage.root_hex = "00" * 20
    await walking.open_page(page, stage)
    await shows(page, ".primary")


@scene
async def unable(page: Page, stage: Stage) -> None:
    await page.add_init_script("delete globalThis.WebSocket")
    await walking.open_page(page, stage)
    await shows(page, "details")


@scene
async def closed(page: Page, stage: Stage) -> None:
    stage.house = stage.helpline.house(state="closed", opens_at=int(time.time()) // 3600 * 3600 + 40 * 3600)
    await walking.open_page(page, stage)
    await shows(page, "details")


@scene
async def paused(page: Page, stage: Stage) -> None:
    stage.house = stage.helpline.house(state="paused")
    await walking.open_page(page, stage)
    await shows(page, "details")


@scene
async def full(page: Page, stage: Stage) -> None:
    stage.house = stage.helpline.house(state="full")
    await walking.open_page(page, stage)
    await shows(page, "details")


@scene
async def old_policy(page: Page, stage: Stage) -> None:
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    await stage.say(VisitorRefused("old_policy"))
    await shows(page, "main .primary")


# ── the queue ─────────────────────────────────────────────────────────────────────────────────────


@scene
async def waiting(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await page.get_by_text("2").first.wait_for()


@scene
async def waiting_first(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await stage.say(Waiting(1, 1))
    await page.locator("h1:not(:has-text('2'))").wait_for()


@scene
async def waiting_leave(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await page.locator("[data-name=end]").click()
    await shows(page, ".question")


@scene
async def waiting_dropped(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await away(page, stage)


@scene
async def waiting_almost(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await stage.say(stage.helpline.members(stage.helpline.noor))
    await page.locator("h1:not(:has-text('2'))").wait_for()


# ── the conversation ──────────────────────────────────────────────────────────────────────────────


async def away(page: Page, stage: Stage) -> None:
    """The server cannot be reached."""
    stage.is_away = True
    await stage.drop()
    await shows(page, ".dropped")


async def some_lines(page: Page, stage: Stage) -> None:
    """A conversation with a few lines."""
    await walking.talk(page, stage)
    await stage.write(stage.helpline.noor, "Dag Zeester. Ik ben Noor. Waarover wil je praten?")
    await walking.say(page, "Ik weet niet goed hoe ik moet beginnen.")
    await stage.hear_line()
    await stage.write(stage.helpline.noor, "Dat geeft niet. Neem je tijd, ik ben er.")
    await page.locator(".line.theirs").nth(1).wait_for()
    await page.locator(".own .meta:has-text(':')").nth(1).wait_for()


@scene
async def chat(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await stage.say(StaffState(stage.helpline.noor.claim.person, "typing"))
    await shows(page, ".doing:not(:empty)")


@scene
async def chat_reconnecting(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await stage.say(StaffState(stage.helpline.noor.claim.person, "reconnecting"))
    await shows(page, ".doing.attention")


@scene
async def chat_dropped(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await away(page, stage)
    await walking.say(page, "Soms denk ik dat niemand het ziet.")
    await shows(page, ".meta .attention")


@scene
async def chat_along(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await stage.accept(stage.helpline.noor, stage.helpline.sam, epoch=1)
    await page.locator(".event").nth(1).wait_for()
    await stage.write(stage.helpline.sam, "Hallo, ik ben Sam. Noor vroeg of ik even mee wil denken.")
    await page.locator(".line.theirs").nth(2).wait_for()


@scene
async def chat_handed_over(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    del stage.channels["noor"]
    await stage.accept(stage.helpline.sam, epoch=1)
    await page.locator(".event").nth(2).wait_for()


@scene
async def chat_long_words(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage, words=LONG_WORDS)
    await stage.write(stage.helpline.noor, LONG_WORDS)
    await walking.say(page, "Ja.\n\nEn nog een regel.")
    await stage.hear_line()
    await page.locator(".line").nth(2).wait_for()


@scene
async def chat_hostile(page: Page, stage: Stage) -> None:
    person = Person("noor", begins=stage.helpline.noor.begins)
    await walking.talk(page, stage, nickname=ZALGO[:20], words=HOSTILE)
    await stage.write(person, HOSTILE)
    await stage.write(person, "א".join(["שלום", "abc", "\u2067RLI"]) + " klaar")
    await page.locator(".line.theirs").nth(1).wait_for()


@scene
async def chat_unverified(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    line = stage.keep("staff", b"\x01\x01" + bytes(262), new_id())
    await stage.say(VisitorLines([line]))
    await shows(page, ".event.attention")


@scene
async def chat_end_question(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await page.locator("[data-name=end]").click()
    await shows(page, ".question")


@scene
async def chat_withdraw_question(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await page.locator("[data-name=withdraw]").click()
    await shows(page, ".question")


@scene
async def chat_reloaded(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await reload(page, stage)
    await shows(page, ".earlier")


async def reload(page: Page, stage: Stage, share: bytes = bytes(32)) -> None:
    """The page is loaded again and resumes."""
    await page.reload()
    hello = await stage.hear(VisitorHello)
    assert hello.is_reload
    await stage.say(stage.resumed(shares=[share], fresh=b"\x01" * 32))
    await stage.hear(ShareKept)
    await stage.say(KeysKept(0), VisitorLines(stage.lines))


# ── the end ───────────────────────────────────────────────────────────────────────────────────────


@scene
async def over(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await page.locator("[data-name=end]").click()
    await page.locator(".question .danger").click()
    end = await stage.hear(VisitorEnd)
    assert end.frame is not None
    await stage.say(VisitorEnded("visitor"))
    await shows(page, ".card")


@scene
async def over_withdrawn(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await page.locator("[data-name=withdraw]").click()
    await page.locator(".question .danger").click()
    await stage.hear(Withdraw)
    await page.locator("h1:not(.readers)").wait_for()


@scene
async def over_window(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await stage.drop()
    await stage.hear(VisitorHello)
    await stage.say(Ready(1, stage.helpline.now, "window"))
    await page.locator("h1:not(.readers)").wait_for()


@scene
async def over_unsafe(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    ghost = stage.helpline.member(stage.helpline.sam)
    wanted = stage.helpline.members(stage.helpline.noor, epoch=1)
    forged = type(ghost)(
        ghost.certificate, ghost.coordinator, stage.helpline.noor.shift(stage.helpline.now - 60)
    )
    await stage.say(
        type(wanted)(wanted.conversation, 1, [*wanted.members, forged], wanted.archive, "standard")
    )
    await page.locator("h1:not(.readers)").wait_for()


@scene
async def stranded(page: Page, stage: Stage) -> None:
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed())
    await page.locator("main .primary").wait_for()


@scene
async def other_tab(page: Page, stage: Stage) -> None:
    await some_lines(page, stage)
    await stage.drop(4001)
    await page.locator("h1:not(.readers)").wait_for()
