"""Stories full of hostile text, on every page that shows them, with the policy switched off."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.test import Client

from newsroom import clock

from .stories import pages_of, publish_and_correct, type_story
from .test_sanitised import WRITE
from .vectors import ALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

# A form refuses a text with a null character, in a sentence; what stands around it is tried without.
TYPED = [vector.replace("\x00", "") for vector in ALL]
BATCH = 131
BATCHES = [TYPED[start : start + BATCH] for start in range(0, len(TYPED), BATCH)]
# What feed readers show as HTML.
SHOWN = ("description", "{http://purl.org/rss/1.0/modules/content/}encoded")


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_nothing_hostile_runs_on_any_page_that_shows_it(cast, watch, number):
    vectors = BATCHES[number]
    article = type_story(Client(), cast, vectors, number=number)
    publish_and_correct(article, cast, vectors, now=clock.now() - timedelta(hours=1))
    watching = watch(cast.duty_editor)
    for path in pages_of(article):
        watching.visit(path)
    story = article.editions.latest("number").address.key
    public = ["/", story, "/section/city/", f"/{'/'.join(story.split('/')[1:4])}/"]
    public += [f"/tag/{tag.slug}/" for tag in article.tags.all()]
    public += [f"/by/{row.contributor.slug}/" for row in article.bylines.all()]
    for path in public:
        watching.open(path)
    texts = [node.text for node in ET.fromstring(Client().get("/feed/").content).iter() if node.tag in SHOWN]
    assert len(texts) >= 2
    watching.page.evaluate(WRITE, texts)
    watching.look("/feed/")
    assert watching.faults == {}
