"""Hostile text in a real browser: on the story's page, in lists and in the editor's form nothing of it runs."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Tag
from newsroom import clock
from tests.makers import make_live, make_photo, use_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

# One of each family: elements, handlers, script addresses, foreign content, mutation, templates, clobbering, charset.
VECTORS = [
    "<script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg onload=ran()><animate onbegin=ran() attributeName=x dur=1s>",
    "<a href='java\tscript:ran()'>a</a><a href='&#106;avascript:ran()'>b</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=ran()>'>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<form id=__proto__><input name=attributes></form><iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<details open ontoggle=ran()><summary>x</summary></details><body onload=ran()>",
    "</title></textarea></script><script>ran()</script>\u2028--><script>ran()</script>",
]
# What the policy would stop is a fault too: the text should never have become markup.
LISTEN = """
window.faults = [];
window.ran = () => faults.push("ran");
document.addEventListener("securitypolicyviolation", (e) => faults.push(e.violatedDirective + " " + e.sourceFile));
"""
# A turn of the page's own loop: whatever fails to load has said so by then.
TURN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))"


@pytest.fixture
def story(cast):
    """A live story whose every text holds every vector."""
    then, evil = clock.now() - timedelta(hours=1), " ".join(VECTORS)
    photo = make_photo(by=cast.photo_editor, now=then, credit_line=evil[:250], caption=evil)
    tag = Tag.objects.create(name=VECTORS[1] + VECTORS[0], slug="evil")
    body = "".join(f"<p>A sentence. {vector}</p>" for vector in VECTORS)
    said = {"headline": (VECTORS[1] + VECTORS[8])[:250], "dek": evil[:600], "slug": "evil", "slugline": VECTORS[1]}
    said |= {"dateline": VECTORS[2][:80], "body": body, "tags": (str(tag.uid),)}
    article = make_live(cast, now=then, photos=(use_of(photo, caption=evil, alt=evil),), **said)
    workflow.add_note(article, by=cast.reporter, text=evil)
    return article


def test_nothing_hostile_runs_for_readers_or_for_editors(cast, story, signed_in):
    public = ["/", story.addresses.get().key, "/tag/evil/", "/section/city/"]
    base = f"/admin/articles/article/{story.pk}"
    desk = ["/admin/", "/admin/articles/article/", f"{base}/change/", f"{base}/publish/", f"{base}/history/"]
    page, faults = signed_in(cast.duty_editor, 1280), {}
    page.context.add_init_script(LISTEN)
    for path in [*public, *desk, f"{base}/preview/"]:
        answer = page.goto(path, wait_until="load")
        assert answer.status == 200 and page.url.endswith(path), path
        page.evaluate(TURN)
        faults[path] = page.evaluate("faults")
    assert not {path: found for path, found in faults.items() if found}
