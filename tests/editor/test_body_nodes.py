"""Every node of the body in a real browser: put in by key, told to the form, kept by the server as it stands."""

import pytest

from articles.body import sanitise
from tests.makers import make_article, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

EVERY_BLOCK = """<p>Plain, <strong>bold</strong>, <em>slanted</em>, <strong><em>both</em></strong><br>and a line end.</p>
<h2>Sub-head</h2>
<p>See <a href="https://example.org/a?b=1&amp;c=2">there</a>, <a href="mailto:desk@example.org">write</a> or
<a href="story:{story}">read <em>more</em></a>.</p>
<h3>Small sub-head</h3>
<ul><li><p>One</p><ul><li><p>Inside</p></li></ul></li><li><p>Two</p></li></ul>
<ol start="4"><li><p>Four</p></li><li><p>Five</p></li></ol>
<blockquote><p>They said so.</p><ul><li><p>Point</p></li></ul></blockquote>
<figure class="pull-quote"><blockquote><p>The wall <em>will</em> stand.</p></blockquote><figcaption>Mayor A</figcaption></figure>
<figure class="pull-quote"><blockquote><p>Nobody said this.</p></blockquote></figure>
<figure class="photo" data-photo="{photo}"></figure>
<figure class="embed" data-url="https://video.example.org/watch?v=1&amp;t=2"><figcaption>The vote, <em>filmed</em></figcaption></figure>
<figure class="embed" data-url="https://post.example.org/1"></figure>
<table><caption>Votes</caption><tbody><tr><th colspan="2"><p>Side</p></th><th><p>Votes</p></th></tr><tr><td rowspan="2"><p>For</p></td><td><p>City</p></td><td><p>12</p></td></tr><tr><td><p>Port</p></td><td></td></tr></tbody></table>
<aside class="fact-box"><h3>The wall</h3><p>Two kilometres.</p><ul><li><p>Stone</p></li></ul></aside>
<aside class="related-story" data-story="{story}"></aside>
<hr>
<p>The end.</p>"""


@pytest.fixture
def everything(cast):
    """A story with every node there is."""
    related = make_article(by=cast.reporter, headline="Ferries stay in port", slugline="ferries")
    photo = make_photo(by=cast.photographer)
    body = EVERY_BLOCK.format(story=related.uid, photo=photo.uid)
    story = make_article(by=cast.reporter, body=body, photos=(use_of(photo, use="inline"),))
    return story


def test_every_node_goes_through_the_editor_unchanged(everything, writing):
    stored = everything.body
    assert sanitise(stored) == stored
    at = writing(article=everything)
    # A word typed and taken away again makes the editor write all of it anew.
    at.at_end()
    at.type("x")
    at.press("Backspace")
    assert at.kept == stored
    assert at.broken == []


def test_opening_a_story_changes_nothing_in_it(everything, writing):
    at = writing(article=everything)
    at.page.wait_for_timeout(300)
    assert at.html.replace("\r\n", "\n") == everything.body
    assert "dirty" not in (at.page.locator("#saved").get_attribute("class") or "")
