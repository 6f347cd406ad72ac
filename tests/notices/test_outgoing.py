"""The guarded way out: signed, to public addresses only, one answer and no redirect."""

import hashlib
import hmac
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from newsroom.notices import outgoing
from newsroom.notices.outgoing import NotSent, post, resolve


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent and answers as it was told."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.says)
        if self.server.says == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *said):
        pass


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_LOOPBACK = True
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.got, server.says = [], 204
    server.url = f"http://127.0.0.1:{server.server_port}/hook?x=1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def leads_to(monkeypatch):
    """Let every name resolve to these numbers."""

    def _leads_to(*numbers):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in numbers]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: found)

    return _leads_to


def send(url, now, **said):
    return post(url, {"kind": "test", **said}, secret="s3", delivery="d-1", now=now)


def test_it_posts_json_that_the_receiver_can_check(receiver, noon):
    assert send(receiver.url, noon, title="Ré") == 204
    [(path, headers, body)] = receiver.got
    assert (path, headers["X-Newsroom-Delivery"]) == ("/hook?x=1", "d-1")
    assert json.loads(body) == {"kind": "test", "title": "Ré"}
    moment = str(int(noon.timestamp()))
    signed = hmac.new(b"s3", moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Newsroom-Signature"] == f"t={moment},v1={signed}"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_anything_but_success_is_no_delivery_and_a_redirect_is_not_followed(receiver, noon, status):
    receiver.says = status
    with pytest.raises(NotSent, match=f"answered {status}") as trouble:
        send(receiver.url, noon)
    assert trouble.value.status == status
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "172.16.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1"]
    + ["::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"],
)
def test_a_name_that_leads_into_a_private_network_is_refused(leads_to, number):
    leads_to(number)
    with pytest.raises(NotSent, match="private network") as trouble:
        resolve("https://hooks.example.com/x")
    assert not trouble.value.worth_another_try


def test_one_private_number_among_public_ones_is_enough_to_refuse(leads_to):
    leads_to("93.184.215.14", "127.0.0.1")
    with pytest.raises(NotSent, match="private network"):
        resolve("https://hooks.example.com/x")


def test_the_number_that_was_checked_is_the_one_spoken_to(leads_to, monkeypatch, noon):
    """A name that leads elsewhere a moment later is not asked again."""
    leads_to("93.184.215.14")
    spoken_to = []

    def connect(place, timeout):
        spoken_to.append(place)
        raise OSError("nobody home")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotSent, match="No answer"):
        send("https://hooks.example.com/x", noon)
    assert spoken_to == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://hooks.example.com/", "https://"),
        ("ftp://hooks.example.com/", "https://"),
        ("https://", "https://"),
        ("https://me:secret@hooks.example.com/", "name and password"),
        ("https://hooks.example.com:99999/", "not an address"),
        ("//hooks.example.com", "https://"),
    ],
)
def test_what_is_no_public_https_address_is_refused(url, says):
    with pytest.raises(NotSent, match=says):
        outgoing.check_url(url)


def test_what_is_too_long_is_not_sent(receiver, noon):
    with pytest.raises(NotSent, match="too long"):
        send(receiver.url, noon, text="x" * outgoing.LONGEST_BODY)
    assert receiver.got == []


def test_a_receiver_that_is_not_there_is_said(receiver, noon):
    url = receiver.url
    receiver.server_close()
    with pytest.raises(NotSent, match="No answer"):
        send(url, noon)
