"""The story form under the site's content policy."""

import re

from tests.admin.browsing import url
from tests.makers import make_article


def test_scripts_and_styles_come_from_files_and_the_one_map_has_the_nonce(as_, cast):
    response = as_(cast.reporter).get(url("change", make_article(by=cast.reporter)))
    policy, page = response["Content-Security-Policy"], response.content.decode()
    assert "unsafe" not in policy
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert len(inline) == 1 and 'type="importmap"' in inline[0]
    nonce = re.search(r'nonce="([^"]+)"', inline[0])[1]
    assert f"'nonce-{nonce}'" in policy
    assert not re.search(r"<style\b|\sstyle=|\son\w+=", page)


def test_the_map_stands_before_the_first_module(as_, cast):
    page = as_(cast.reporter).get(url("add")).content.decode()
    assert page.index('type="importmap"') < page.index('type="module"')


def test_pages_without_the_editor_have_no_nonce(as_, cast):
    client = as_(cast.administrator)
    article = make_article(by=cast.reporter)
    for address in (url("change", article), url("history", article)):
        assert "nonce" not in client.get(address)["Content-Security-Policy"]
