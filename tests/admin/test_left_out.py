"""What the sanitiser takes out of a typed body is told to who typed it."""

from tests.admin.browsing import fields_of, send, told, url
from tests.makers import make_article

HOSTILE = '<p>Kept <u>words</u>.</p><script>x()</script><img src="https://x.org/a.png">'
SAID = [
    "A script was left out.",
    "A picture from elsewhere was left out: https://x.org/a.png. Add it to the story's photos instead.",
    "An underline was left out; its words stay: “words”.",
]


def test_saving_says_what_was_left_out_of_the_body(as_, cast):
    article = make_article(by=cast.reporter)
    response = send(as_(cast.reporter), article, body=HOSTILE)
    article.refresh_from_db()
    assert article.body == "<p>Kept words.</p>"
    assert [sentence for sentence in told(response) if "left out" in sentence] == [f"Mind: {said}" for said in SAID]


def test_beginning_a_story_says_it_too(as_, cast):
    client = as_(cast.reporter)
    data = fields_of(client.get(url("add"))) | {"headline": "Begun", "body": HOSTILE, "_save": "1"}
    assert {f"Mind: {said}" for said in SAID} <= set(told(client.post(url("add"), data, follow=True)))


def test_an_untouched_body_is_not_remarked_on(as_, cast):
    article = make_article(by=cast.reporter)
    assert not any("left out" in sentence for sentence in told(send(as_(cast.reporter), article)))
