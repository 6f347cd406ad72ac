"""Flash from the board: what is guessed, what is asked, what goes out."""

from articles.models import Article, Banner, Contributor, Edition
from tests.admin.browsing import fields_of, told, url
from tests.makers import make_contributor, make_section


def _desk() -> Contributor:
    return Contributor.objects.create(name="News Desk", slug="news-desk", kind="desk")


def _ready(cast):
    make_section()
    return _desk()


def test_headline_and_sentence_are_enough(as_, cast):
    _ready(cast)
    client = as_(cast.duty_editor)
    form = fields_of(client.get(url("flash")), "sheet-form")
    said = {"headline": "Fire at the mill", "sentence": "Firefighters are there", "banner": "on"}
    response = client.post(url("flash"), form | said, follow=True)
    edition = Edition.objects.get()
    assert (edition.more_follows, edition.unread_reason) == (True, "breaking")
    assert "data-live-seconds" in response.content.decode()
    assert Banner.objects.get().text == "Fire at the mill"
    assert "with “More follows”" in told(response)[0]


def test_the_person_own_name_comes_before_a_desk(as_, cast):
    _ready(cast)
    own = make_contributor("Duty Editor")
    own.account = cast.duty_editor
    own.save()
    assert fields_of(as_(cast.duty_editor).get(url("flash")), "sheet-form")["byline"] == str(own.pk)


def test_what_is_missing_is_asked_and_nothing_typed_is_lost(as_, cast):
    _ready(cast)
    client = as_(cast.duty_editor)
    form = fields_of(client.get(url("flash")), "sheet-form")
    response = client.post(url("flash"), form | {"headline": "", "sentence": "XX are hurt."})
    assert response.status_code == 422 and "Mend the marked fields" in told(response)[0]
    response = client.post(url("flash"), form | {"headline": "Fire", "sentence": "XX are hurt."})
    assert "“XX” stands in" in told(response)[0]
    assert fields_of(response, "sheet-form")["headline"] == "Fire"
    assert not Article.objects.exists()


def test_only_whoever_may_publish_alone_is_offered_it(as_, cast):
    _ready(cast)
    assert 'data-key="f"' in as_(cast.duty_editor).get("/admin/").content.decode()
    for person in (cast.editor, cast.reporter):
        client = as_(person)
        assert 'data-key="f"' not in client.get("/admin/").content.decode()
        assert client.get(url("flash")).status_code == 403
        assert client.post(url("flash"), {"headline": "x"}).status_code == 403
