"""Bylines as they are printed, and a writer who asked not to be named."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.content import ContentByline
from articles.models import Contributor, Revision
from articles.preflight import preflight
from articles.printed_byline import print_byline
from articles.working_copy import content_of
from newsroom.record.models import LogWords
from tests.makers import make_article, make_content, make_contributor, make_live


def by(name, role="by", place=""):
    return ContentByline("", name, role, place)


@pytest.mark.parametrize(
    ("bylines", "printed"),
    [
        ([], ""),
        ([by("A")], "By A"),
        ([by("A"), by("B")], "By A and B"),
        ([by("A"), by("B"), by("C", place="Tripoli")], "By A, B and C in Tripoli"),
        ([by("A", place="Tripoli"), by("B", place="Tripoli")], "By A and B in Tripoli"),
        ([by("A", place="Beirut"), by("B", place="Tripoli")], "By A in Beirut and B in Tripoli"),
        (
            [by("A"), by("B"), by("C", place="Tripoli"), by("D", "additional")],
            "By A, B and C in Tripoli; additional reporting by D",
        ),
        ([by("D", "additional"), by("A")], "By A; additional reporting by D"),
        ([by("A"), by("Agency X", "agency")], "By A, Agency X"),
        ([by("Agency X", "agency")], "Agency X"),
        ([by("Agency X", "agency"), by("Agency Y", "agency")], "Agency X and Agency Y"),
        ([by("The writer asked not to be named", "unnamed")], "The writer asked not to be named"),
        (
            [by("A"), by("The other asked not to be named", "unnamed"), by("E", "edited")],
            "By A; The other asked not to be named; edited by E",
        ),
        ([by("P", "photographs")], "Photographs by P"),
        (
            [by("A"), by("P", "photographs"), by("E", "edited"), by("T", "translated"), by("I", "illustrations")],
            "By A; photographs by P; edited by E; translated by T; illustrations by I",
        ),
        ([by("A", "a role to come")], "By A"),
    ],
)
def test_a_byline_is_printed(bylines, printed):
    assert print_byline(bylines) == printed


def typed(article, *rows):
    from articles.working_copy import content_of as now

    content = now(article)
    data = {"headline": content.headline, "body": content.body, "kind": "news", "language": "en", "copy_from": "ours"}
    data |= {"base": article.revision_number, "tags": "", "section": article.section_id or ""}
    data |= {"byline-TOTAL_FORMS": len(rows), "byline-INITIAL_FORMS": 0}
    data |= {"photo-TOTAL_FORMS": 0, "photo-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"byline-{number}-{name}": value for name, value in row.items()}
        data[f"byline-{number}-ORDER"] = number + 1
    return data


@pytest.fixture
def saved(cast):
    """A story whose byline was typed with a name, and the role of somebody who asked not to be named."""
    article = make_article(by=cast.reporter)
    desk = Client()
    desk.force_login(cast.reporter)
    rows = [{"name": "Secret Writer", "role": "unnamed", "place": "Damascus"}, {"name": "Writer A", "role": "by"}]
    answer = desk.post(reverse("admin:articles_article_change", args=[article.pk]), typed(article, *rows))
    assert answer.status_code == 302, answer.content.decode()
    return article


def test_who_asked_not_to_be_named_is_in_no_content(saved):
    printed = print_byline(content_of(saved).bylines)
    assert printed == "By Writer A; The writer asked not to be named"
    stored = "".join(Revision.objects.values_list("text", flat=True)) + "".join(
        LogWords.objects.values_list("text", flat=True)
    )
    assert "Secret" not in stored and "Damascus" not in stored
    assert not Contributor.objects.filter(name__contains="Secret").exists()


def test_the_sentence_can_be_changed_and_is_made_once(saved, cast):
    sentence = Contributor.objects.get(kind="unnamed")
    Contributor.objects.filter(pk=sentence.pk).update(name="A correspondent")
    assert print_byline(content_of(saved).bylines) == "By Writer A; A correspondent"


def test_readers_get_the_sentence_without_a_page_or_an_author(cast, noon, client, time_machine):
    sentence = Contributor.objects.create(name="The writer asked not to be named", slug="unnamed", kind="unnamed")
    byline = ContentByline(str(sentence.uid), sentence.name, "unnamed")
    article = make_live(cast, now=noon, bylines=(byline,))
    time_machine.move_to(noon.replace(hour=13))
    page = client.get(article.addresses.get().key).content.decode()
    assert "The writer asked not to be named" in page
    assert "/by/unnamed/" not in page
    assert '"author": [{"@type": "NewsMediaOrganization"' in page
    assert client.get("/by/unnamed/").status_code == 404


def test_a_person_under_that_role_is_refused(cast, noon):
    writer = make_contributor("Secret Writer")
    content = make_content(bylines=(ContentByline(str(writer.uid), writer.name, "unnamed"),))
    article = make_article(by=cast.reporter)
    [finding] = [found for found in preflight(article, content, at=noon) if found.blocks]
    assert finding.id == "byline-unnamed"
    assert "Secret" not in finding.message


def test_an_agency_is_an_organisation_for_machines(cast, noon, client, time_machine):
    agency = Contributor.objects.create(name="Agency X", slug="agency-x", kind="agency")
    writer = make_contributor()
    bylines = (ContentByline(str(writer.uid), writer.name), ContentByline(str(agency.uid), "Agency X", "agency"))
    article = make_live(cast, now=noon, bylines=bylines)
    time_machine.move_to(noon.replace(hour=13))
    page = client.get(article.addresses.get().key).content.decode()
    assert '{"@type": "Organization", "name": "Agency X"' in page


def test_renaming_a_person_changes_their_page_and_not_what_was_printed(cast, noon, client, time_machine):
    article = make_live(cast, now=noon)
    Contributor.objects.filter(name="Writer A").update(name="Writer B")
    time_machine.move_to(noon.replace(hour=13))
    assert "Writer A" in client.get(article.addresses.get().key).content.decode()
    assert "Writer B" in client.get("/by/writer-a/").content.decode()
