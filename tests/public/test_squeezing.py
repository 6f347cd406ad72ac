"""What goes over the wire compressed, and what must not."""

import gzip

from tests.makers import make_live
from tests.readers import address


def test_a_readers_page_is_compressed_for_who_takes_it_so(cast, read):
    story = make_live(cast)
    plain = read(address(story))
    squeezed = read(address(story), **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(squeezed.content) == plain.content
    assert squeezed["Content-Encoding"] == "gzip" and "Accept-Encoding" in squeezed["Vary"]
    assert len(squeezed.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain


def test_asking_again_for_a_compressed_page_costs_a_few_bytes(cast, read):
    story = make_live(cast)
    first = read(address(story), **{"Accept-Encoding": "gzip"})
    again = read(address(story), **{"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_with_secrets_is_not_compressed(client, db):
    answer = client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "Content-Encoding" not in answer
