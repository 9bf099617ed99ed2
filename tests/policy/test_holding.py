"""Which role holds which private keys: what the policy lets it read, and what it must hand on."""

import pytest

from luwte.crypto.certificates import Role
from luwte.crypto.claims import Purpose
from luwte.policy import load, shipped
from luwte.policy.holding import ALL, held, lost
from luwte.policy.promising import DEEDS, ROLES, Conduct, Deed


def only(role: Role, *deeds: Deed) -> Conduct:
    """Return a house in which one role may do this, and nobody anything else."""
    return Conduct(roles={role: frozenset(deeds)})


def test_a_policy_of_before_roles_gives_the_keys_it_always_gave() -> None:
    usual = Conduct()
    assert held(usual, "volunteer") == {"intake"}
    assert held(usual, "trainer") == {"training"}
    assert held(usual, "coordinator") == {"intake", "archive", "abuse", "statistics", "training"}
    assert held(usual, "leader") == frozenset()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("deed", "purpose"),
    [
        ("archive", "archive"),
        ("abuse", "abuse"),
        ("registrations", "statistics"),
        ("consent", "consent"),
        ("training", "training"),
    ],
)
def test_T4_a_deed_gives_its_own_key_to_its_own_role(role: Role, deed: Deed, purpose: Purpose) -> None:
    base = held(Conduct(roles={}), role)
    assert held(only(role, deed), role) == base | {purpose}
    for other in set(ROLES) - {role}:
        assert held(only(role, deed), other) == held(Conduct(roles={}), other)


def test_N1_nobody_without_a_shift_reads_the_waiting_room() -> None:
    everything = Conduct(roles=dict.fromkeys(ROLES, frozenset(DEEDS)))
    assert {role for role in ROLES if "intake" in held(everything, role)} == {"volunteer", "coordinator"}
    assert held(everything, "coordinator") == ALL
    nothing = Conduct(roles={})
    assert held(nothing, "volunteer") == held(nothing, "leader") == frozenset()
    assert held(nothing, "coordinator") == {"intake", "training"}


def test_what_a_newer_policy_takes_away_is_told() -> None:
    before, after = only("leader", "registrations", "archive"), only("leader", "archive")
    assert lost(before, after, "leader") == {"statistics"}
    assert lost(after, before, "leader") == frozenset()
    assert lost(before, after, "coordinator") == frozenset()


@pytest.mark.parametrize("name", shipped())
def test_who_exports_rows_can_open_them(name: str) -> None:
    conduct = load(name).conduct
    for role in ROLES:
        if conduct.may(role, "export_rows"):
            assert conduct.may(role, "registrations")
            assert "statistics" in held(conduct, role)
