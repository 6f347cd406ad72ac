import socket

import pytest

from newsroom.ops.setup import CannotSetUp, ports


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_it_refuses_a_port_that_another_program_listens_on(taken):
    with pytest.raises(CannotSetUp, match=rf"Port {taken} on 127.0.0.1 is taken by another program.*PORT={taken + 1}"):
        ports.refuse_taken("127.0.0.1", taken)


def test_it_takes_a_free_port(taken):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    ports.refuse_taken("127.0.0.1", free)


def test_it_refuses_an_address_of_another_machine():
    with pytest.raises(CannotSetUp, match="Nothing can be served at 192.0.2.1 .*NEWSROOM_HOST"):
        ports.refuse_taken("192.0.2.1", 8000)


def test_it_refuses_a_name_that_means_nothing():
    with pytest.raises(CannotSetUp, match="Nothing can be served at not.a.host.invalid"):
        ports.refuse_taken("not.a.host.invalid", 8000)


@pytest.mark.parametrize("text", ["eighty", "0", "65536", "-1", "80.5"])
def test_it_refuses_a_port_that_is_none(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CannotSetUp, match=f"PORT={text} is not a port"):
        ports.wanted()


def test_it_serves_this_machine_alone_unless_told(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("NEWSROOM_HOST", raising=False)
    assert ports.wanted() == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("::1", "http://[::1]:8123"),
        ("desk.example", "http://desk.example:8123"),
    ],
)
def test_the_site_address_follows_host_and_port(host, address):
    assert ports.default_site_url(host, 8123) == address
