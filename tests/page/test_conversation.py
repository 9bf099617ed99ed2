"""A conversation through the page: each line once, in order, whatever happens to connection and tab."""

import pytest
from msgspec.structs import replace as structs_replace
from playwright.async_api import Page, expect

from luwte.crypto.certificates import sign
from luwte.protocol.ids import new_id
from luwte.protocol.messages import (
    Enter,
    Keys,
    KeysKept,
    Ready,
    Resumed,
    Seen,
    ShareKept,
    StaffState,
    VisitorCatchUp,
    VisitorEnd,
    VisitorEnded,
    VisitorHello,
    VisitorLine,
    VisitorLines,
    VisitorRefused,
    VisitorState,
    Waiting,
    Withdraw,
)
from tests.page import scenes, walking
from tests.page.helpline import CONVERSATION
from tests.page.stage import Stage
from tests.wire.helpline import DAY, key_claim

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_nickname_is_enough_and_only_staff_can_read_it(page: Page, stage: Stage) -> None:
    """C1: nothing else is asked. C10: consent stands in the sealed opening, with policy and day."""
    await walking.enter(page, stage, nickname="  Zee\u2028ster ", words="Mag ik iets vragen?")
    enter = await stage.queue()
    assert stage.helpline.first_words(enter).nickname == "Zee ster"
    assert stage.helpline.first_words(enter).words == "Mag ik iets vragen?"
    await stage.accept(stage.helpline.noor)
    opened = await stage.hear_line()
    assert opened.opening is not None
    assert (opened.opening.nickname, opened.opening.policy, opened.opening.language) == ("Zee ster", 3, "nl")
    assert opened.opening.words == "Mag ik iets vragen?"


async def test_nothing_is_connected_before_consent(page: Page, stage: Stage) -> None:
    """C10: an unticked box, and no socket and no cookie for who only looks."""
    await walking.to_consent(page, stage)
    box = page.get_by_role("checkbox")
    await expect(box).not_to_be_checked()
    await walking.button(page, "Verder").click()
    await expect(page.get_by_role("alert").filter(has_text="vinkje")).to_be_visible()
    assert "/visitor" not in stage.requests


async def test_the_notice_stands_before_the_first_word(page: Page, stage: Stage) -> None:
    """C7: who one talks to, on the first screen."""
    stage.helpline.shown["notice"] = {"nl": "Je chat met studenten, niet met hulpverleners."}
    stage.house = stage.helpline.house()
    await walking.open_page(page, stage)
    await expect(page.get_by_text("Je chat met studenten")).to_be_visible()


async def test_a_place_in_the_queue_never_grows(page: Page, stage: Stage) -> None:
    """C9: the truth about the wait, never counting backwards."""
    await walking.wait(page, stage)
    await stage.say(Waiting(5, 3))
    await expect(page.locator("main")).to_contain_text("drie vrijwilligers")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je bent nummer 2")


async def test_lines_go_both_ways_and_are_seen(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("lezen dit gesprek")
    line = await stage.write(stage.helpline.noor, "Welkom.")
    assert (await stage.hear(Seen)).number == line.number
    await walking.say(page, "hallo")
    assert (await stage.hear_line()).text == "hallo"
    await expect(page.locator(".own").last).to_contain_text("Verstuurd")


async def test_typing_is_a_bare_state(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await stage.say(StaffState(stage.helpline.noor.claim.person, "typing"))
    await expect(page.locator(".doing")).to_contain_text("schrijft")
    await page.locator("#reply").press_sequentially("ha")
    assert (await stage.hear(VisitorState)).state == "typing"


async def test_lines_written_while_away_are_sent_once_and_in_order(page: Page, stage: Stage) -> None:
    """C3: a broken connection does not end the chat."""
    await walking.talk(page, stage)
    stage.is_away = True
    await stage.drop()
    await expect(page.locator(".dropped")).to_contain_text("We houden je plek nog")
    await walking.say(page, "een")
    await walking.say(page, "twee")
    await expect(page.locator(".own").last).to_contain_text("Nog niet verstuurd")
    missed = stage.seal(stage.helpline.noor, "Ben je er nog?")
    stage.is_away = False
    # The page may have come back by itself meanwhile: then there is no button left to press.
    await page.evaluate("() => document.querySelector('.dropped button')?.click()")
    hello = await stage.hear(VisitorHello)
    assert (hello.after, hello.is_reload) == (1, False)
    await stage.say(stage.resumed())
    assert (await stage.hear(VisitorCatchUp)).after == 1
    await stage.say(VisitorLines([missed]))
    assert (await stage.hear_line()).text == "een"
    assert (await stage.hear_line()).text == "twee"
    await expect(page.locator(".line .text")).to_have_text(
        ["Mag ik iets vragen?", "Ben je er nog?", "een", "twee"]
    )


async def test_a_line_whose_receipt_got_lost_is_sent_again_as_the_same_bytes(
    page: Page, stage: Stage
) -> None:
    await walking.talk(page, stage)
    await walking.say(page, "eenmaal")
    first = await stage.hear(VisitorLine)
    await stage.drop()
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed())
    again = await stage.hear(VisitorLine)
    assert (again.id, again.frame) == (first.id, first.frame)
    await stage.store(again)
    await walking.say(page, "andermaal")
    assert (await stage.hear_line()).text == "andermaal"


async def test_a_line_an_epoch_change_overtook_is_sealed_anew(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await walking.say(page, "voor wie?")
    late = await stage.hear(VisitorLine)
    await stage.accept(stage.helpline.noor, stage.helpline.sam, epoch=1)
    await stage.say(VisitorRefused("stale_epoch", late.id))
    again = await stage.hear(VisitorLine)
    assert again.id == late.id
    assert (await stage.store(again)).epoch == 1
    await walking.say(page, "voor jullie")
    assert (await stage.hear_line()).text == "voor jullie"


async def test_who_comes_along_is_shown_by_name(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await stage.accept(stage.helpline.noor, stage.helpline.sam, epoch=1)
    await expect(page.locator(".event").last).to_contain_text("is erbij gekomen en leest mee")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Sam")
    await stage.accept(stage.helpline.sam, epoch=3)
    await expect(page.locator(".event").last).to_contain_text("leest niet meer mee")
    await expect(page.get_by_role("heading", level=1)).not_to_contain_text("Noor")


async def test_a_reload_resumes_with_history_hidden_until_asked_for(page: Page, stage: Stage) -> None:
    """C3: after a reload it goes on where it was; nothing earlier shows by itself."""
    await scenes.some_lines(page, stage)
    await page.locator("#reply").fill("half geschreven")
    await page.wait_for_function("sessionStorage.length === 1")
    await walking.say(page, "niet aangekomen")
    pending = await stage.hear(VisitorLine)
    await scenes.reload(page, stage)
    await expect(page.get_by_text("Neem je tijd")).to_have_count(0)
    again = await stage.hear(VisitorLine)
    assert again.frame == pending.frame
    await stage.store(again)
    await stage.write(stage.helpline.noor, "Daar ben je weer.")
    await expect(page.locator(".line.theirs")).to_have_count(1)
    await walking.button(page, "Toon wat eerder geschreven is").click()
    await expect(page.locator(".line.theirs")).to_have_count(3)
    await walking.say(page, "ja")
    assert (await stage.hear_line()).text == "ja"


async def test_every_reload_renews_both_shares(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    before = await page.evaluate("sessionStorage.getItem('c').slice(0, 40)")
    await scenes.reload(page, stage)
    between = await page.evaluate("sessionStorage.getItem('c').slice(0, 40)")
    await scenes.reload(page, stage, share=b"\x01" * 32)
    after = await page.evaluate("sessionStorage.getItem('c').slice(0, 40)")
    assert len({before, between, after}) == 3


async def test_an_old_share_still_opens_when_the_new_one_was_never_confirmed(
    page: Page, stage: Stage
) -> None:
    await walking.talk(page, stage)
    await page.reload()
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed(shares=[b"\x07" * 32, bytes(32)], fresh=b"\x02" * 32))
    await stage.hear(ShareKept)


async def test_without_the_share_of_the_server_the_page_cannot_go_on(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await page.reload()
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed(shares=[b"\x07" * 32], fresh=b"\x02" * 32))
    await walking.button(page, "Begin opnieuw").click()
    await stage.hear(VisitorEnd)
    await stage.say(VisitorEnded("visitor"))
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Chatten met")


async def test_a_lost_answer_to_enter_is_made_good(page: Page, stage: Stage) -> None:
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    await stage.say(Ready(1, stage.helpline.now))
    stage.visitor_key = (await stage.hear(Enter)).visitor_key
    await stage.drop()
    hello = await stage.hear(VisitorHello)
    assert hello.is_reload
    await stage.say(Resumed(CONVERSATION, "waiting", [bytes(32)], b"\x01" * 32, 0, 1), Waiting(1, 1))
    await stage.hear(ShareKept)
    await stage.accept(stage.helpline.noor)
    assert (await stage.hear_line()).kind == "opening"


async def test_keys_asked_for_again_get_the_same_answer(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await stage.say(stage.helpline.members(stage.helpline.noor))
    first = await stage.hear(Keys)
    await stage.drop()
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed(stage="keys"), stage.helpline.members(stage.helpline.noor))
    assert (await stage.hear(Keys)).offer == first.offer
    await stage.say(KeysKept(0))
    await stage.hear(VisitorLine)


async def test_a_line_that_cannot_be_verified_is_shown_as_such(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    line = await stage.write(stage.helpline.noor, "echt")
    forged = bytearray(stage.channels["noor"].seal_text("onecht"))
    forged[-1] ^= 1
    await stage.say(VisitorLines([stage.keep("staff", bytes(forged), new_id())]))
    await expect(page.locator(".event.attention")).to_contain_text("konden we niet controleren")
    await expect(page.locator(".line.theirs")).to_have_count(1)
    # The server keeps silent about a number: asked for, not passed over.
    gap = stage.keep("staff", line.frame, new_id())
    behind = stage.keep("staff", line.frame, new_id())
    await stage.say(VisitorLines([behind]))
    assert (await stage.hear(VisitorCatchUp)).after == gap.number - 1


async def test_the_end_counts_what_was_said_and_a_copy_can_be_kept(page: Page, stage: Stage) -> None:
    await scenes.some_lines(page, stage)
    await walking.button(page, "Stop het gesprek").click()
    await page.locator(".question .danger").click()
    end = await stage.hear(VisitorEnd)
    assert end.frame is not None
    opened = stage.channels["noor"].open(len(stage.lines) + 1, "visitor", end.frame)
    assert opened.end_ok
    await stage.say(VisitorEnded("visitor"))
    async with page.expect_download() as download:
        await walking.button(page, "Bewaar een kopie").click()
    text = (await (await download.value).path()).read_text("utf-8-sig")
    assert "Neem je tijd" in text
    assert "Mag ik iets vragen?" in text
    assert await page.evaluate("sessionStorage.length") == 0
    await stage.asked("/forget")


async def test_withdrawing_consent_forgets_everything_at_once(page: Page, stage: Stage) -> None:
    """C6: one control that is always there; nothing stays, even where the server cannot be reached yet."""
    await scenes.some_lines(page, stage)
    stage.is_away = True
    await stage.drop()
    await walking.button(page, "Trek toestemming in").click()
    await page.locator(".question .danger").click()
    await expect(page.locator(".line")).to_have_count(0)
    assert await page.evaluate("sessionStorage.length") == 0
    # The request that needs no socket must have failed before the server is back: the socket has to do it.
    await stage.asked("/withdraw")
    stage.is_away = False
    await page.evaluate("dispatchEvent(new Event('online'))")
    await stage.hear(VisitorHello)
    await stage.say(stage.resumed())
    await stage.hear(Withdraw)
    await stage.say(VisitorEnded("withdrawn"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je toestemming is ingetrokken")
    await expect(walking.button(page, "Bewaar een kopie")).to_have_count(0)


async def test_leaving_the_queue_asks_first(page: Page, stage: Stage) -> None:
    await walking.wait(page, stage)
    await walking.button(page, "Verlaat de wachtrij").click()
    await page.keyboard.press("Escape")
    await walking.button(page, "Verlaat de wachtrij").click()
    await page.locator(".question .primary").click()
    assert (await stage.hear(VisitorEnd)).frame is None
    await stage.say(VisitorEnded("visitor"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je hebt de wachtrij verlaten")


async def test_two_tabs_do_not_fight_over_a_conversation(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await stage.drop(4001)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ander tabblad")


async def test_somebody_forged_gets_no_keys(page: Page, stage: Stage) -> None:
    await scenes.over_unsafe(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het gesprek gestopt")
    assert not stage.has_heard(VisitorEnd)
    assert not stage.has_heard(Keys)


async def test_a_newer_server_asks_for_a_reload_and_nothing_is_lost(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await stage.drop()
    await stage.hear(VisitorHello)
    await stage.say(VisitorRefused("unknown_version"))
    await walking.button(page, "Probeer het opnieuw").click()
    assert (await stage.hear(VisitorHello)).is_reload
    await stage.say(stage.resumed(shares=[bytes(32)], fresh=b"\x01" * 32))
    await stage.hear(ShareKept)


async def test_a_renewed_policy_is_asked_about_anew(page: Page, stage: Stage) -> None:
    """C10: consent holds for the version that was shown, and the box is never ticked beforehand."""
    await walking.enter(page, stage)
    await stage.hear(VisitorHello)
    stage.house = stage.helpline.house(policy=stage.helpline.policy(version=4))
    await stage.say(VisitorRefused("old_policy"))
    await walking.button(page, "Kijk opnieuw").click()
    await walking.button(page, "Verder").click()
    await expect(page.get_by_role("checkbox")).not_to_be_checked()
    await page.get_by_role("checkbox").check()
    await walking.button(page, "Verder").click()
    await expect(page.locator("#first")).to_have_value("Mag ik iets vragen?")
    await page.locator("form .primary").click()
    assert (await stage.queue()).policy == 4


async def test_whoever_was_sealed_to_is_shown_before_the_seal_leaves(page: Page, stage: Stage) -> None:
    """Keys asked for and never kept: the name stands on the screen all the same, after a reload too."""
    await walking.talk(page, stage)
    line = stage.helpline
    await stage.say(line.members(line.noor, line.sam, epoch=1))
    await stage.hear(Keys)
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_contain_text("Sam")
    await expect(page.locator(".event").last).to_contain_text("is erbij gekomen en leest mee")
    await scenes.reload(page, stage)
    await expect(heading).to_contain_text("Sam")
    # A newer epoch without Sam is kept: what is written from there on Sam cannot read.
    await stage.accept(line.noor, epoch=2)
    await expect(heading).not_to_contain_text("Sam")
    await walking.say(page, "alleen voor Noor")
    assert (await stage.hear_line()).epoch == 2


async def test_a_key_nobody_can_hold_stops_everything(page: Page, stage: Stage) -> None:
    """After anything unexpected the page says so, and what is kept goes at once."""
    await walking.talk(page, stage)
    line = stage.helpline
    weak = structs_replace(line.noor.shift_claim(line.now - 60), key=bytes(32))
    member = structs_replace(line.member(line.noor), shift=sign(weak, line.noor.staff))
    await stage.say(structs_replace(line.members(line.noor, epoch=1), members=[member]))
    await expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het gesprek gestopt")
    assert not stage.has_heard(Keys)
    assert await page.evaluate("sessionStorage.length") == 0


async def test_withdrawal_reaches_the_server_without_the_socket(page: Page, stage: Stage) -> None:
    """C6: one request that outlives the page, beside the socket that may be gone."""
    await walking.talk(page, stage)
    stage.refuses_sockets = True
    await stage.drop()
    await page.locator(".dropped").wait_for()
    await walking.button(page, "Trek toestemming in").click()
    await page.locator(".question .danger").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je toestemming is ingetrokken")
    assert "/withdraw" in stage.requests


@pytest.mark.parametrize("retention", ["forever", "brief"])
async def test_a_retention_class_the_policy_does_not_promise_gets_no_keys(
    page: Page, stage: Stage, retention: str
) -> None:
    """T1: never a class the visitor was not told of, nor a shorter one than the policy begins with."""
    line = stage.helpline
    line.shown["retention"] = {
        "default": "standard",
        "classes": {"standard": {"days": 89}, "brief": {"days": 1}},
    }
    stage.house = line.house()
    await walking.wait(page, stage)
    claim = structs_replace(key_claim("archive", line.now - DAY), retention=retention)
    archive = sign(claim, line.leader.staff)
    await stage.say(structs_replace(line.members(line.noor), archive=archive, retention=retention))
    await expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het gesprek gestopt")
    assert not stage.has_heard(Keys)


async def test_a_line_over_the_cap_is_told_and_the_next_one_opens(page: Page, stage: Stage) -> None:
    await walking.talk(page, stage)
    await walking.say(page, "te veel")
    await stage.say(VisitorRefused("at_limit", (await stage.hear(VisitorLine)).id))
    await expect(page.get_by_text("Niet verstuurd: dit gesprek is vol.")).to_be_visible()
    await walking.say(page, "nog een")
    assert (await stage.hear_line()).text == "nog een"


async def test_a_seat_whose_keys_are_lost_is_given_up_for_a_fresh_one(page: Page, stage: Stage) -> None:
    """The words say nothing of an earlier chat: another person may sit here now."""
    await scenes.stranded(page, stage)
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "We kunnen hier nog geen nieuwe chat beginnen"
    )
    await walking.button(page, "Begin opnieuw").click()
    await stage.hear(VisitorEnd)
    await stage.say(VisitorEnded("visitor"))
    enter = await stage.queue()
    assert stage.helpline.first_words(enter).words == "Mag ik iets vragen?"
    await expect(page.get_by_role("heading", level=1)).to_have_text("Je bent nummer 2")
