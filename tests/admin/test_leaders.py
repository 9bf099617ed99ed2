"""A leader from the terminal, on a real server: who makes one, which keys they get, what their end takes."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest

from luwte.admin.house import publish_keys, publish_policy
from luwte.admin.office import Here
from luwte.admin.people import enrol, make_code, remove, renew
from luwte.admin.reporting import check, fetch, write
from luwte.admin.throwaway import PlayedTerminal
from luwte.admin.trouble import AdminError
from luwte.console.link import open_link
from luwte.console.signin import SignInError, Totp, want_keys
from luwte.console.signin import enrol as sign_in_first
from luwte.console.state import PeopleChanged, PolicyAdopted
from luwte.console.state import intentions as wish
from luwte.console.state.registering import reading_keys, statistics_key
from luwte.crypto.certificates import PolicyClaim, Purpose, sign
from luwte.policy import page, parse, source
from luwte.protocol.messages import PublishPolicy
from luwte.registration.publishing.publisher import Publisher
from luwte.registration.publishing.releasing import released
from luwte.registration.sealed.blobs import seal_answers
from luwte.registration.sealed.weeks import Weeks
from luwte.settings import save_profile
from luwte.vault.keychain import MemoryKeychain
from tests.admin.test_people import shown
from tests.admin.test_reporting import asked, key_of
from tests.conftest import Walk
from tests.fakes import PlayedConsole
from tests.invented import registrations

Walking = AbstractAsyncContextManager[Walk]
DAY = 86_400
DEFAULT = source("default").read_text(encoding="utf-8")
COUNTING = DEFAULT.replace('leader = ["origin_groups"]', 'leader = ["registrations", "export_rows"]')


def house(folder: Path, text: str) -> str:
    """Return a file with this policy."""
    (folder / "house.toml").write_text(text, encoding="utf-8")
    return str(folder / "house.toml")


async def leading(line: Walk, name: str = "Lena") -> PlayedConsole:
    """Return the console of a leader who has signed in."""
    if name not in line.people:
        await line.add(name, role="leader", totp=line.template.played.totp)
    console = line.console(name)
    console.totp = line.template.played.totp
    line.clock.advance(30)
    await console.sign_in()
    return console


def opens(console: PlayedConsole) -> set[Purpose]:
    """Return what this console has private keys for."""
    seat = console.state.seat
    assert seat is not None
    return {key.claim.purpose for key in seat.trust.keys.values() if key.private is not None}


def counting_key(console: PlayedConsole, now: int) -> str:
    """Return the id of the key that figures are sealed to."""
    assert console.state.seat is not None
    key = statistics_key(console.state.seat, now)
    assert key is not None
    return key.claim.key


def reads(console: PlayedConsole, key: str) -> bool:
    """Tell whether this console opens what is sealed to a statistics key."""
    assert console.state.seat is not None
    return key in {each.claim.key for each in reading_keys(console.state.seat)}


async def test_A1_only_the_kit_makes_and_renews_a_leader(walk: Walking) -> None:
    """A coordinator who could would hand out what they may not read themselves."""
    async with walk as line:
        async with line.office() as office:
            with pytest.raises(AdminError, match="kit_needed"):
                await enrol(office, "Lena", "leader", None, None)
            await enrol(office, "Lena", "leader", None, line.folder / "kit")
            assert "Lena (leader)" in shown(office)
            assert "renew --kit FOLDER" in shown(office)
        lena = await leading(line)
        assert lena.state.session.role == "leader"
        lena.unlocked, wished = want_keys(lena.unlocked)
        assert lena.state.seat is not None
        lena.state.seat.unlocked = lena.unlocked
        await lena.tell(wished)
        await lena.settle()
        async with line.office() as office:
            await renew(office, None)
            assert "Lena: a leader is renewed with the recovery kit" in shown(office)
            await renew(office, line.folder / "kit")
            assert "Lena: renewed." in shown(office)
        await lena.until(lambda: lena.state.seat is not None and lena.state.seat.unlocked.wanted is None)
        assert lena.state.seat.trust.me.not_after > line.clock() + 364 * DAY
        lena.unlocked = lena.state.seat.unlocked
        line.clock.advance(310 * DAY)
        async with line.office() as office:
            await renew(office, line.folder / "kit")
            assert "Lena: renewed." in shown(office), "who comes seldom is renewed before the year is over"
        line.clock.advance(60 * DAY)
        await lena.sign_in()
        assert lena.state.seat.trust.me.not_after > line.clock() + 300 * DAY


async def test_a_coordinators_console_says_that_a_leaders_wish_needs_the_kit(walk: Walking) -> None:
    async with walk as line:
        lena = await leading(line)
        _, wished = want_keys(lena.unlocked)
        await lena.tell(wished)
        robin = await line.on_shift("Robin")
        await robin.do(wish.ListStaff())
        await robin.until(lambda: bool(robin.notices))
        assert [(notice.code, notice.name) for notice in robin.notices] == [("needs_kit", "Lena")]


async def test_a_leader_holds_what_the_policy_lets_them_read(walk: Walking, tmp_path: Path) -> None:
    async with walk as line:
        lena = await leading(line)
        assert opens(lena) == set()
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, COUNTING))
        await lena.until(lambda: opens(lena) == {"statistics"})
        lotte = await leading(line, "Lotte")
        assert opens(lotte) == {"statistics"}
        robin = await line.on_shift("Robin")
        assert opens(robin) == {"intake", "archive", "abuse", "statistics"}
        noor = await line.on_shift("Noor")
        assert opens(noor) == {"intake"}


async def test_a_coordinators_console_hands_on_what_a_newer_policy_gives(walk: Walking) -> None:
    """Also where the policy was signed by a terminal that did not."""
    async with walk as line:
        lena, robin = await leading(line), await line.on_shift("Robin")
        async with line.office() as office:
            version = office.trust.signed_policy.version + 1
            claim = PolicyClaim(
                office.trust.helpline, version, office.here.now, COUNTING, page(parse(COUNTING, "house"))
            )
            await office.do(PublishPolicy(sign(claim, office.keys.staff)), "publish_policy")
        assert opens(lena) == set()
        await robin.do(wish.ListStaff())
        await robin.until(lambda: any(isinstance(change, PeopleChanged) for change in robin.changes))
        await lena.until(lambda: opens(lena) == {"statistics"})
        assert robin.notices == []


async def test_what_a_newer_policy_takes_away_is_sealed_to_a_key_they_never_had(
    walk: Walking, tmp_path: Path
) -> None:
    async with walk as line:
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, COUNTING))
        lena, robin = await leading(line), await line.on_shift("Robin")
        before = counting_key(robin, line.clock())
        assert reads(lena, before)
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, DEFAULT))
            assert "keys were made anew: who may read them has changed" in shown(office)
        await lena.until(lambda: counting_key(lena, line.clock()) != before)
        await robin.until(lambda: reads(robin, counting_key(robin, line.clock())))
        assert not reads(lena, counting_key(lena, line.clock()))
        assert reads(robin, before)


async def test_a_key_no_coordinator_has_is_made_anew_when_they_may_count_again(
    walk: Walking, tmp_path: Path
) -> None:
    alone = COUNTING.replace('"abuse", "registrations", "rights"]', '"abuse", "rights"]')
    async with walk as line:
        robin, lena = await line.on_shift("Robin"), await leading(line)
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, alone))
        # The leader was enrolled before: the fresh key is wrapped when it is made.
        await lena.until(lambda: reads(lena, counting_key(lena, line.clock())))
        await robin.until(lambda: not reads(robin, counting_key(robin, line.clock())))
        line.clock.advance(60)
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, COUNTING))
        await robin.until(lambda: reads(robin, counting_key(robin, line.clock())))
        await lena.until(lambda: reads(lena, counting_key(lena, line.clock())))


async def test_H8_a_leaders_end_replaces_what_they_could_open(walk: Walking, tmp_path: Path) -> None:
    async with walk as line:
        async with line.office() as office:
            await publish_policy(office, house(tmp_path, COUNTING))
        await leading(line)
        robin = await line.on_shift("Robin")
        assert robin.state.seat is not None
        had = counting_key(robin, line.clock())
        weeks = {
            key.claim.key for key in robin.state.seat.trust.keys.values() if key.claim.purpose == "intake"
        }
        line.clock.advance(60)
        async with line.office() as office:
            with pytest.raises(AdminError, match="kit_needed"):
                await remove(office, "Lena", None)
            await remove(office, "Lena", line.folder / "kit")
            assert "Keys of past weeks stay known" in shown(office)
        await robin.until(lambda: counting_key(robin, line.clock()) != had)
        assert reads(robin, counting_key(robin, line.clock()))
        assert reads(robin, had)
        after = robin.state.seat.trust
        assert {key.claim.key for key in after.keys.values() if key.claim.purpose == "intake"} == weeks
        assert after.keys[had].ended is not None
        with pytest.raises(SignInError, match="sign_in"):
            await leading(line)


@pytest.mark.usefixtures("qapp")
async def test_R3_a_leader_makes_the_report_with_rows_under_fiers_policy(walk: Walking) -> None:
    """The policy gives it to the leader alone; a coordinator makes the report without them."""
    async with walk as line:
        async with line.office() as office:
            await publish_policy(office, "fier")
            form, rules = office.trust.policy.registration, office.trust.policy.conduct.publication
            code, message = await make_code(office, "Lena", "leader", line.kit)
            await office.do(message, "add_person")
        now = datetime.fromtimestamp(line.clock.now, UTC)
        until = released(now, "Europe/Amsterdam", rules).until
        year = until[:4]
        key = key_of(office)
        made = [each for each in registrations(form, {year: 120}) if each.week <= until]
        for week in {each.week for each in made}:
            blobs = [seal_answers(key, each) for each in made if each.week == week]
            await asyncio.to_thread(Weeks(line.data).add, week, blobs)

        folder, keychain = line.folder / "lena", MemoryKeychain()
        played = PlayedTerminal(line.clock, totp=line.template.played.totp)
        link = await open_link(line.url)
        figures = pyotp.TOTP(played.totp).at(line.clock())
        entered = await sign_in_first(
            code.text,
            played.password,
            link,
            keychain,
            server=line.url,
            now=line.clock(),
            totp=Totp(played.totp, figures),
        )
        await link.close()
        save_profile(folder, entered.unlocked.profile)
        line.clock.advance(30)
        wanted = asked(line, year, with_rows=True, profile=folder)
        here = Here(folder, keychain, played.terminal(), line.clock)
        check(wanted, folder)
        fetched = await fetch(wanted, here)
        write(wanted, here.terminal, fetched)
        out = Publisher(fetched.gathered.counts, rules, fetched.release.until).until
        rows = (wanted.folder / f"registrations-{year}.csv").read_text(encoding="utf-8").splitlines()
        assert len(rows) == 1 + sum(each.week <= out for each in made) > 50
        assert (wanted.folder / f"report-{year}-en.pdf").exists()

        line.clock.advance(30)
        with pytest.raises(AdminError, match="may_not_export"):
            await fetch(asked(line, year, with_rows=True), line.here())
        line.clock.advance(30)
        assert (await fetch(asked(line, year), line.here())).gathered.counts is not None
        lotte = await leading(line, "Lotte")
        view = [change.policy for change in lotte.changes if isinstance(change, PolicyAdopted)][-1]
        assert (view.may_count, view.may_export_rows) == (True, True)


async def test_a_leaders_profile_leads_nothing_at_the_terminal(walk: Walking) -> None:
    async with walk as line:
        lena = await leading(line)
        async with line.office_of("Lena") as office:
            for command in (
                publish_keys(office, 26, None, is_again=True),
                publish_policy(office, "default"),
                renew(office, None),
            ):
                with pytest.raises(AdminError, match="not_allowed"):
                    await command
        assert lena.state.alarm is None
