"""The addresses of a live story's desk, and what is typed into its box."""

import uuid
from datetime import timedelta

from django.urls import reverse

from articles import workflow
from articles.workflow import Said

MINUTE = timedelta(minutes=1)


def page(story) -> str:
    return reverse("admin:articles_article_live", args=[story.pk])


def entries(story) -> str:
    return reverse("admin:articles_article_live_entries", args=[story.pk])


def typed(night, **fields) -> dict:
    return {
        "do": "post",
        "post-text": "It rains on",
        "post-byline": night.byline.pk,
        "post-token": str(uuid.uuid4()),
        **fields,
    }


def queued(night, cast, noon, text="A crane came loose", by=None):
    said = Said(text, byline=night.byline)
    by = by or cast.second_reporter
    return workflow.queue_entry(night.story, by=by, said=said, token=uuid.uuid4(), now=noon - MINUTE / 2).article
