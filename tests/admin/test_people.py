"""Enrolling, listing, renewing and removing from the terminal, on a real server."""

import stat
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from msgspec.structs import replace

from luwte.admin.house import publish_keys, publish_policy
from luwte.admin.office import Here, Office
from luwte.admin.people import enrol, make_code, renew, show_people
from luwte.admin.throwaway import PlayedTerminal
from luwte.admin.trouble import AdminError
from luwte.console.signin import SignInError, want_keys
from luwte.console.trust import TrustError
from luwte.crypto.certificates import CertificateError, PersonClaim, Role, claim_of, sign
from luwte.crypto.enrolment import EnrolmentCode
from luwte.policy import PolicyError, source
from luwte.protocol.messages import Certify, StaffRefused
from tests.conftest import Walk
from tests.fakes import PlayedConsole, enrol_at_once

Walking = AbstractAsyncContextManager[Walk]
DAY = 86_400


def shown(office: Office) -> str:
    """Return what the terminal has shown."""
    out = office.here.terminal.out
    assert hasattr(out, "getvalue")
    return str(out.getvalue())


async def test_a_code_goes_into_a_file_for_the_owners_eyes_only(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        path = line.folder / "code-for-lotte"
        await enrol(office, "Lotte", "volunteer", path, None)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        code = EnrolmentCode.parse(path.read_text())
        assert path.read_text().strip() not in shown(office)
        lotte = await enrol_at_once(line.url, code.text, office.trust.helpline, office.trust.root)
        line.people["Lotte"] = lotte
        assert (await line.on_shift("Lotte")).state.session.name == "Lotte"
        with pytest.raises(AdminError, match="file_exists"):
            await enrol(office, "Anna", "volunteer", path, None)


async def test_a_code_works_once_and_for_a_day(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        await enrol(office, "Lotte", "volunteer", line.folder / "first", None)
        text = (line.folder / "first").read_text()
        trust = office.trust
        await enrol_at_once(line.url, text, trust.helpline, trust.root)
        with pytest.raises(SignInError, match="enrolment_code"):
            await enrol_at_once(line.url, text, trust.helpline, trust.root)
        await enrol(office, "Anna", "volunteer", line.folder / "second", None)
        line.clock.advance(DAY + 1)
        late = (line.folder / "second").read_text()
        with pytest.raises(SignInError, match="enrolment_code"):
            await enrol_at_once(line.url, late, trust.helpline, trust.root)


async def test_a_new_code_for_a_known_person_makes_no_second_person(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        before = {claim.person for claim in await office.colleagues()}
        await enrol(office, "Noor", "volunteer", line.folder / "code", None)
        assert {claim.person for claim in await office.colleagues()} == before


async def test_only_the_kit_makes_coordinators(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        with pytest.raises(AdminError, match="kit_needed"):
            await enrol(office, "Charlie", "coordinator", None, None)
        with pytest.raises(AdminError, match="kit_missing"):
            await enrol(office, "Charlie", "coordinator", None, line.folder)
        await enrol(office, "Charlie", "coordinator", None, line.folder / "kit")
        assert "Charlie (coordinator)" in shown(office)


async def test_people_are_listed_with_what_is_pending(walk: Walking) -> None:
    async with walk as line:
        await line.on_shift("Noor")
        async with line.office() as office:
            await enrol(office, "Lotte", "trainer", line.folder / "code", None)
            await show_people(office)
            rows = {
                row.split("  ")[1].strip(): row for row in shown(office).splitlines() if "certificate" in row
            }
        assert "on shift" in rows["Noor"]
        assert "on shift" not in rows["Sam"]
        assert "has not used the code yet" in rows["Lotte"]
        assert "coordinator" in rows["Robin"]


async def test_a_wish_is_certified_and_the_keys_reach_the_new_envelope(walk: Walking) -> None:
    async with walk as line:
        noor = await line.on_shift("Noor")
        noor.unlocked, wish = want_keys(noor.unlocked)
        assert noor.state.seat is not None
        noor.state.seat.unlocked = noor.unlocked
        await noor.tell(wish)
        await noor.settle()
        async with line.office() as office:
            await renew(office, None)
            assert "Noor: renewed." in shown(office)
        wanted = noor.unlocked.wanted
        assert wanted is not None
        await noor.until(lambda: noor.state.seat is not None and noor.state.seat.unlocked.wanted is None)
        assert noor.state.seat.trust.me.staff == wanted.staff.public
        visitor = await line.waiting("Maan")
        conversation = await noor.accept(visitor)
        assert noor.rows[conversation].nickname == "Maan"


async def test_certificates_near_their_end_are_renewed_and_others_left_alone(walk: Walking) -> None:
    async with walk as line:
        async with line.office() as office:
            await renew(office, None)
            assert "Nobody else needs to be renewed." in shown(office)
        noor = await own_keys(line, "Noor")
        line.clock.advance(25 * DAY)
        async with line.office() as office:
            await renew(office, None)
            assert "Noor: renewed." in shown(office).splitlines()
            assert "Sam: renewed." not in shown(office)
        line.clock.advance(20 * DAY)
        await noor.come()
        assert noor.state.session.stage == "on_shift"


async def own_keys(line: Walk, name: str) -> PlayedConsole:
    """Have somebody's own keys certified, as their first evening does."""
    console = line.console(name)
    await console.sign_in()
    async with line.office() as office:
        await renew(office, None)
    await console.until(lambda: console.state.profile is not None and console.state.profile.has_own_keys)
    console.unlocked = console.state.seat.unlocked if console.state.seat else console.unlocked
    return console


@pytest.mark.parametrize(
    ("role", "days"), [("volunteer", 7), ("trainer", 7), ("coordinator", 14), ("leader", 14)]
)
async def test_a_codes_keys_hold_for_days_and_are_never_renewed_as_they_are(
    walk: Walking, role: Role, days: int
) -> None:
    """Whoever saw the code has them: unused, or never replaced by own ones, they are worthless soon."""
    async with walk as line, line.office() as office:
        kit = line.folder / "kit"
        code, message = await make_code(office, "Lotte", role, office.kit(kit))
        claim = claim_of(message.certificate)
        assert isinstance(claim, PersonClaim)
        assert claim.staff == code.staff.public
        assert claim.not_after - claim.not_before == days * DAY
        await office.do(message, "add_person")
        await renew(office, kit)
        assert "Lotte: renewed." not in shown(office)
        line.clock.advance(days * DAY + 601)
        with pytest.raises(CertificateError, match="expired"):
            office.trust.chain.person(message.certificate, line.clock())
        await renew(office, kit)
        assert "Lotte: renewed." not in shown(office)


async def test_a_coordinator_is_renewed_with_the_kit(walk: Walking) -> None:
    async with walk as line:
        line.clock.advance(320 * DAY)
        async with line.office() as office:
            until = office.trust.me.not_after
            await renew(office, None)
            assert "Robin: a coordinator is renewed with the recovery kit" in shown(office)
            await renew(office, line.folder / "kit")
        async with line.office() as office:
            assert office.trust.me.not_after > until


async def test_the_only_coordinator_comes_back_with_the_kit_after_the_certificate_has_ended(
    walk: Walking,
) -> None:
    """Nobody else could let them in: the root renews them, and with the same key all they signed holds."""
    async with walk as line:
        line.clock.advance(400 * DAY)
        with pytest.raises(TrustError, match="expired"):
            async with line.office():
                pass
        with pytest.raises(AdminError, match="kit_missing"):
            async with line.office_at(line.here(), line.folder):
                pass
        async with line.office_at(line.here(), line.folder / "kit") as office:
            assert office.trust.me.not_after > line.clock() + 300 * DAY
            assert office.trust.keys, "with every key that was wrapped to the same envelope"
            assert any(key.private is not None for key in office.trust.keys.values())
            await publish_policy(office, "default")
            await publish_keys(office, 26, line.folder / "kit", is_again=False)
        async with line.office() as office:
            await enrol(office, "Lotte", "volunteer", line.folder / "code", None)
        assert (await line.visitor().look()).policy.version == 2


async def test_an_ended_coordinator_gets_nothing_done_but_the_roots_own_renewal(walk: Walking) -> None:
    async with walk as line:
        line.clock.advance(400 * DAY)
        robin = line.console("Robin")
        robin.totp = line.template.played.totp
        with pytest.raises(TrustError, match="expired"):
            await robin.sign_in()
        me = robin.unlocked.keys
        kit = line.kit
        now = line.clock()
        mine = PersonClaim(
            kit.helpline,
            robin.me,
            "coordinator",
            "Robin",
            me.staff.public,
            me.envelope.public,
            now,
            now + DAY,
        )
        noor = replace(mine, person=line.people["Noor"].profile.person, role="volunteer", name="Noor")
        for certificate in (sign(mine, me.staff), sign(noor, me.staff), sign(noor, kit.root)):
            await robin.tell(Certify(certificate, []))
            assert robin.link is not None
            answer = await robin.link.receive()
            assert isinstance(answer, StaffRefused)
            assert answer.code == "certificate"


async def test_a_policy_is_signed_as_the_next_version(walk: Walking, tmp_path: Path) -> None:
    async with walk as line:
        house = (await line.visitor().look()).policy
        text = source("default").read_text().replace('name = "Luwte"', 'name = "Nieuw"')
        (tmp_path / "house.toml").write_text(text)
        async with line.office() as office:
            await publish_policy(office, str(tmp_path / "house.toml"))
        fresh = (await line.visitor().look()).policy
        assert (fresh.version, fresh.page["name"]) == (house.version + 1, "Nieuw")


async def test_a_policy_with_problems_is_never_sent(walk: Walking, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('name = "x"\nnonsense = 1\n')
    async with walk as line, line.office() as office:
        with pytest.raises(PolicyError, match="nonsense"):
            await publish_policy(office, str(tmp_path / "bad.toml"))
        assert (await line.visitor().look()).policy.version == 1


async def test_keys_are_made_for_more_weeks_and_never_twice(walk: Walking) -> None:
    async with walk as line, line.office() as office:
        await publish_keys(office, 26, None, is_again=False)
        assert "No key was missing." in shown(office)
        line.clock.advance(10 * 7 * DAY)
        await publish_keys(office, 26, line.folder / "kit", is_again=True)
        assert "keys were made" in shown(office)
        with pytest.raises(AdminError, match="bad_weeks"):
            await publish_keys(office, 0, None, is_again=False)
        assert "does not know the recovery kit" not in shown(office)
        house = await line.visitor().look()
        assert house.intake is not None


async def test_a_volunteer_is_no_coordinator_and_a_wrong_password_opens_nothing(walk: Walking) -> None:
    async with walk as line:
        here = line.here()
        wrong = PlayedTerminal(line.clock, totp=line.template.played.totp)
        with pytest.raises(SignInError, match="wrong_password"):
            async with line.office_at(Here(here.folder, here.keychain, wrong.terminal(), line.clock)):
                pass
        nobody = Here(line.folder / "nobody", here.keychain, wrong.terminal(), line.clock)
        with pytest.raises(AdminError, match="no_profile"):
            async with line.office_at(nobody):
                pass
