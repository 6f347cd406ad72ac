"""Stories whose every text is hostile, typed into the forms that staff use."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import admin
from django.urls import reverse
from lxml import html

from articles import workflow
from articles.models import Article, Contributor, Hold, Tag
from articles.working_copy import content_of
from media.models import Photo
from tests.admin.browsing import fields_of, url
from tests.makers import make_photo, make_section

SENTENCE = "<p>A whole sentence stands here.</p>"
_LATER = timedelta(minutes=1)


def packed(vectors, most: int) -> str:
    """Return as many whole vectors as fit into a field of that length, at least the start of one."""
    said = vectors[0][:most]
    for vector in vectors[1:]:
        if len(said) + 1 + len(vector) <= most:
            said += " " + vector
    return said


def type_story(client, cast, vectors, *, number: int = 0) -> Article:
    """Type a story through the form, each field full of vectors, with a photo, tags and names as hostile; return it."""
    every = " ".join(vectors)
    photo = make_photo(
        by=cast.photo_editor, headline=packed(vectors, 200), caption=every, credit_line=packed(vectors, 200),
        creator=packed(vectors, 100), source=packed(vectors, 100),
    )  # fmt: skip
    client.force_login(cast.duty_editor)
    data = fields_of(client.get(url("add"))) | {
        "headline": packed(vectors, 250), "dek": packed(vectors, 600), "slugline": packed(vectors, 80),
        "slug": f"evil-{number}", "dateline": packed(vectors[::-1], 80), "search_headline": packed(vectors, 250),
        "share_headline": packed(vectors, 250), "copy_source": packed(vectors, 120),
        "section": str(make_section().pk), "tags": f'"{_name(vectors)}"', "new_tags": "on",
        "body": "\n".join([SENTENCE, *vectors, SENTENCE]),
        "byline-0-name": packed(vectors, 120), "byline-0-place": packed(vectors, 60),
        "photo-TOTAL_FORMS": "1", "photo-0-photo": str(photo.uid), "photo-0-use": "lead", "photo-0-ORDER": "1",
        "photo-0-caption": every, "photo-0-alt": every, "_save": "1",
    }  # fmt: skip
    answer = client.post(url("add"), data)
    assert answer.status_code == 302, html.fromstring(answer.content).xpath(
        "//*[@class='errorlist' or @id='refused']//text()"
    )
    return Article.objects.latest("pk")


def _name(vectors) -> str:
    return packed(vectors, 90).replace('"', "”")


def publish_and_correct(article: Article, cast, vectors, *, now) -> None:
    """Take the story through review, publish it, correct it, note on it and hold it, with hostile words each time."""
    every = " ".join(vectors)
    for vector in vectors:
        workflow.add_note(article, by=cast.reporter, text=vector, now=now)
    workflow.file(article, by=cast.duty_editor, now=now)
    workflow.publish(article, by=cast.editor, now=now)
    article.refresh_from_db()
    before = content_of(article)
    changed = replace(before, headline=before.headline[::-1], body=before.body + "\n" + SENTENCE)
    workflow.save(article, by=cast.duty_editor, content=changed, now=now)
    workflow.publish(article, by=cast.editor, kind="correction", note=every, now=now + _LATER)
    workflow.hold(article, by=cast.editor, kind=Hold.Kind.LEGAL, reason=every, now=now + 2 * _LATER)


def pages_of(article: Article) -> list[str]:
    """Return every address of the desk that is about this story or about something it names."""
    own = [
        reverse(f"admin:{pattern.name}", args=[article.pk])
        for pattern in admin.site._registry[Article].get_urls()
        if pattern.name and str(pattern.pattern).startswith("<int:pk>/") and str(pattern.pattern).count("<") == 1
    ]
    named = [
        reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
        for model in (Tag, Contributor, Photo)
        for thing in model.objects.order_by("-pk")[:1]
    ]
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
    ]
    return ["/admin/", *own, *named, *lists]
