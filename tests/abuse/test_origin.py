"""Where a connection comes from, as a tag that expires."""

import ipaddress

import pytest

from luwte.abuse.origin import EpochSecrets, OriginError, client_address, is_among, network_bytes, tag

NOVEMBER = EpochSecrets("2026-11", b"r" * 32, b"s" * 32)
PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "::ffff:192.0.2.7"),
        ("192.0.2.7", "::ffff:c000:207"),
        ("192.0.2.7", "64:ff9b::192.0.2.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("fe80::1", "fe80::1%eth0"),
    ],
)
def test_the_same_place_has_the_same_tag_in_any_clothes(one: str, other: str) -> None:
    """A1: mapped IPv4, NAT64 and the rest of a /64 are no way around a block."""
    assert tag(one, NOVEMBER) == tag(other, NOVEMBER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.8"),
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("192.0.2.7", "64:ff9b:1::192.0.2.7"),
        ("32.1.13.184", "2001:db8::"),
    ],
)
def test_different_places_have_different_tags(one: str, other: str) -> None:
    assert tag(one, NOVEMBER) != tag(other, NOVEMBER)


def test_a_tag_means_nothing_without_both_secrets_and_nothing_in_the_next_epoch() -> None:
    """A4: with its secrets destroyed, a tag cannot be joined to an address any more."""
    relay_gone = EpochSecrets("2026-11", b"x" * 32, NOVEMBER.server)
    server_gone = EpochSecrets("2026-11", NOVEMBER.relay, b"x" * 32)
    tags = {tag("192.0.2.7", secrets) for secrets in (NOVEMBER, relay_gone, server_gone)}
    assert len(tags) == 3
    assert all(len(each) == 16 for each in tags)


def test_secrets_and_addresses_are_in_no_text_of_ours() -> None:
    """C2."""
    assert "rrr" not in repr(NOVEMBER)
    with pytest.raises(OriginError) as refused:
        tag("192.0.2.300", NOVEMBER)
    assert "192" not in str(refused.value)
    assert refused.value.__context__ is None


def test_an_ipv4_address_is_four_bytes_and_an_ipv6_one_is_its_network() -> None:
    assert network_bytes("192.0.2.7") == b"\x04\xc0\x00\x02\x07"
    assert network_bytes("2001:db8::1") == b"\x06\x20\x01\x0d\xb8\x00\x00\x00\x00"


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        pytest.param("203.0.113.5", ["198.51.100.1"], "203.0.113.5", id="not through the proxy"),
        pytest.param("10.0.0.1", ["198.51.100.1"], "198.51.100.1", id="through the proxy"),
        pytest.param("::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1", id="the proxy, mapped"),
        pytest.param("10.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1", id="what the visitor wrote"),
        pytest.param("10.0.0.1", ["6.6.6.6", "198.51.100.1, 10.2.2.2"], "198.51.100.1", id="two proxies"),
        pytest.param("10.0.0.1", ["[2001:db8::5]:4711"], "2001:db8::5", id="with a port, IPv6"),
        pytest.param("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1", id="with a port, IPv4"),
        pytest.param("10.0.0.1", [], "10.0.0.1", id="the proxy itself"),
    ],
)
def test_the_last_hop_that_is_no_proxy_is_where_it_comes_from(
    peer: str, forwarded: list[str], expected: str
) -> None:
    """A4."""
    assert client_address(peer, forwarded, PROXIES) == expected


@pytest.mark.parametrize("hop", ["unknown", "_hidden", "<script>", "1.2.3.4.5"])
def test_a_hop_that_is_no_address_is_refused(hop: str) -> None:
    with pytest.raises(OriginError):
        client_address("10.0.0.1", [hop], PROXIES)


def test_endless_hops_are_refused() -> None:
    with pytest.raises(OriginError):
        client_address("10.0.0.1", ["10.0.0.2," * 100], PROXIES)


def test_without_proxies_nobody_forwards() -> None:
    assert client_address("10.0.0.1", ["198.51.100.1"], ()) == "10.0.0.1"
    assert not is_among("198.51.100.1", PROXIES)
