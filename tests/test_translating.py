"""The same story in other languages: who says so, and what readers and machines are told on both pages."""

import json
import re
from datetime import timedelta

import pytest
from django.utils.encoding import iri_to_uri

from articles import workflow
from articles.workflow import NotAllowed, Refused
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, make_article, make_live
from tests.public.test_structured import HOME, of_type
from tests.readers import LATER, address, text

MINUTE = timedelta(minutes=1)


@pytest.fixture
def english(cast):
    return make_live(cast, headline="Bread at four", slug="bread", slugline="bread")


@pytest.fixture
def arabic(cast):
    return make_live(cast, headline="خبز الفجر", slug="خبز", slugline="bread-ar", language="ar")


@pytest.fixture
def both(cast, english, arabic):
    workflow.set_translation(arabic, of=english, by=cast.editor, now=NOON + MINUTE)
    return english, arabic


def _alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))


def _whole(article) -> str:
    return HOME + iri_to_uri(address(article))


def test_both_pages_lead_machines_to_each_other_and_to_themselves(read, both):
    english, arabic = both
    wanted = {"en": _whole(english), "ar": _whole(arabic), "x-default": _whole(english)}
    assert _alternates(text(read(address(english)))) == wanted
    assert _alternates(text(read(address(arabic)))) == wanted


def test_readers_are_led_to_the_other_in_the_others_own_language(read, both):
    english, arabic = both
    path = _whole(arabic).removeprefix(HOME)
    page = text(read(address(english)))
    assert f'<a href="{path}" hreflang="ar" lang="ar" dir="rtl" rel="alternate">العربيّة</a>' in page
    assert 'hreflang="en" lang="en" dir="ltr" rel="alternate">English</a>' in text(read(address(arabic)))


def test_structured_data_says_which_is_the_translation(read, both):
    english, arabic = both
    (work,) = of_type(text(read(address(english))), "NewsArticle")["workTranslation"]
    assert (work["@id"], work["inLanguage"], work["headline"]) == (_whole(arabic), "ar", "خبز الفجر")
    made_from = of_type(text(read(address(arabic))), "NewsArticle")["translationOfWork"]
    assert (made_from["@id"], made_from["inLanguage"]) == (_whole(english), "en")


def test_the_act_is_on_the_record_and_makes_both_pages_anew(cast, both):
    english, arabic = both
    entry = LogEntry.objects.get(verb="set_translation")
    assert (entry.by, entry.subject) == (cast.editor, arabic.subject)
    assert json.loads(entry.facts)["of"] == str(english.uid)
    touched = set(Change.objects.filter(number=entry.number).values_list("tag", flat=True))
    assert {f"article:{english.pk}", f"article:{arabic.pk}"} <= touched


def test_a_pulled_translation_leaves_the_others_page_and_comes_back(cast, read, both):
    english, arabic = both
    workflow.pull(arabic, by=cast.editor, now=LATER)
    number = LogEntry.objects.get(verb="pull").number
    page = read(address(english), LATER + MINUTE)
    assert _alternates(text(page)) == {} and "translations" not in text(page)
    # What the pull recalls is what the page said that it is made of, then and now.
    assert f"article:{arabic.pk}" in page["Surrogate-Key"].split()
    assert Change.objects.filter(number=number, tag=f"article:{arabic.pk}").exists()
    workflow.restore(arabic, by=cast.editor, now=LATER + 2 * MINUTE)
    assert "ar" in _alternates(text(read(address(english), LATER + 3 * MINUTE)))


def test_a_draft_and_what_lies_ahead_are_on_nobodys_page(cast, read, english):
    draft = make_article(by=cast.reporter, now=NOON, slugline="brot", language="de", headline="Brot um vier")
    planned = make_article(by=cast.reporter, now=NOON, slugline="pain", language="fr", headline="Du pain")
    for story in (draft, planned):
        workflow.set_translation(story, of=english, by=cast.editor, now=NOON)
    workflow.publish(planned, by=cast.editor, live_from=LATER + timedelta(hours=1), now=NOON)
    page = text(read(address(english)))
    assert _alternates(page) == {} and "Brot" not in page and "Du pain" not in page
    assert "fr" in _alternates(text(read(address(english), LATER + timedelta(hours=2))))


def test_a_retracted_one_is_led_to_by_nobody(cast, read, both):
    english, arabic = both
    arabic.refresh_from_db()
    workflow.retract(arabic, by=cast.editor, note="It was not so.", now=LATER)
    later = LATER + MINUTE
    assert _alternates(text(read(address(english), later))) == {}
    assert _alternates(text(read(address(arabic), later))) == {}


def test_a_translation_of_a_translation_hangs_on_the_first(cast, both):
    english, arabic = both
    french = make_article(by=cast.reporter, now=NOON, slugline="pain", language="fr")
    workflow.set_translation(french, of=arabic, by=cast.editor, now=LATER)
    french.refresh_from_db()
    assert french.translation_of == english


def test_it_is_taken_back(cast, read, both):
    english, arabic = both
    workflow.set_translation(arabic, of=None, by=cast.editor, now=LATER)
    assert _alternates(text(read(address(english), LATER + MINUTE))) == {}
    with pytest.raises(Refused, match="not said to be a translation"):
        workflow.set_translation(arabic, of=None, by=cast.editor, now=LATER)


def test_what_cannot_be_is_refused_with_a_sentence(cast, both):
    english, arabic = both
    same = make_article(by=cast.reporter, now=NOON, slugline="bread-2", language="ar")
    with pytest.raises(Refused, match="is in Arabic too"):
        workflow.set_translation(same, of=english, by=cast.editor, now=LATER)
    with pytest.raises(Refused, match="Choose another"):
        workflow.set_translation(english, of=arabic, by=cast.editor, now=LATER)
    with pytest.raises(Refused, match="It is that already"):
        workflow.set_translation(arabic, of=english, by=cast.editor, now=LATER)
    other = make_article(by=cast.reporter, now=NOON, slugline="other", language="fr")
    with pytest.raises(Refused, match="has translations itself"):
        workflow.set_translation(english, of=other, by=cast.editor, now=LATER)


def test_who_may_not_publish_may_not_say_it(cast, english, arabic):
    with pytest.raises(NotAllowed):
        workflow.set_translation(arabic, of=english, by=cast.reporter, now=LATER)
    assert not LogEntry.objects.filter(verb="set_translation").exists()


def test_a_story_somebody_may_not_see_is_not_there_to_be_translated(cast, english, arabic):
    english.restricted_to.add(cast.reporter)
    with pytest.raises(Refused, match="not there for you"):
        workflow.set_translation(arabic, of=english, by=cast.editor, now=LATER)


def test_the_sheet_says_it_by_slugline(as_, cast, english, arabic):
    client = as_(cast.editor)
    path = f"/admin/articles/article/{arabic.pk}/set-translation/"
    assert "It is a translation of" in client.get(path).content.decode()
    answer = client.post(path, {"of": "bread"}, follow=True)
    arabic.refresh_from_db()
    assert arabic.translation_of == english
    assert "Readers find it on the page of" in answer.content.decode()
    assert 'value="bread"' in client.get(path).content.decode()
    client.post(path, {"of": ""})
    arabic.refresh_from_db()
    assert arabic.translation_of is None
    assert "There is no story “nowhere”" in client.post(path, {"of": "nowhere"}).content.decode()


def test_a_story_in_one_language_costs_no_query_more(cast, selects, english):
    few = len(selects(address(english)))
    arabic = make_live(cast, slug="ar", slugline="ar", language="ar", tags=())
    workflow.set_translation(arabic, of=english, by=cast.editor, now=NOON + MINUTE)
    assert len(selects(address(english))) == few + 1
