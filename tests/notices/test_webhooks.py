"""A desk's webhook: which notices go there, in which words, how each went."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from articles import workflow
from newsroom.notices import outgoing
from newsroom.notices.models import Delivery, Webhook
from newsroom.notices.outgoing import NotSent
from newsroom.notices.tasks import deliver
from newsroom.notices.telling import tell
from tests.makers import make_article, make_live, make_section

URL = "https://hooks.example.com/x"


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter)


@pytest.fixture
def webhook(db):
    return Webhook.objects.create(url=URL, kinds="filed alarm")


@pytest.fixture
def got(monkeypatch):
    """What arrived, as payloads."""
    arrived = []

    def post(url, payload, **how):
        arrived.append(payload)
        return 204

    monkeypatch.setattr(outgoing, "post", post)
    return arrived


def deliver_all() -> None:
    for delivery in Delivery.objects.order_by("pk"):
        deliver.func(delivery.pk)


def test_only_the_kinds_it_is_for_go_there_once_however_many_are_told(webhook, cast, article, noon, got):
    tell("filed", about=article, to=[cast.editor, cast.copy_editor], by=cast.reporter, now=noon)
    tell("mentioned", about=article, to=[cast.editor], by=cast.reporter, now=noon)
    deliver_all()
    assert [(each["kind"], each["text"]) for each in got] == [("filed", "harbour-wall: Reporter filed it to be read")]
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_a_story_readers_do_not_have_is_named_by_its_slugline_alone(webhook, cast, article, noon, got):
    tell("filed", about=article, to=[cast.editor], now=noon)
    deliver_all()
    assert (got[0]["name"], got[0]["headline"]) == ("harbour-wall", "")
    assert "Council" not in str(got)


def test_its_headline_goes_there_where_that_was_chosen(webhook, cast, article, noon, got):
    Webhook.objects.update(unpublished_too=True)
    tell("filed", about=article, to=[cast.editor], now=noon)
    deliver_all()
    assert got[0]["headline"] == "Council votes for the wall"


def test_what_readers_have_goes_with_its_headline(webhook, cast, noon, got):
    story = make_live(cast)
    tell("alarm", about=story, to=[cast.editor], now=noon)
    deliver_all()
    assert got[-1]["headline"] == "Council votes for the wall"
    assert got[-1]["urgent"] is True


@pytest.mark.parametrize("how", ["restricted", "embargoed"])
def test_a_secret_story_is_never_named(webhook, cast, article, noon, got, how):
    Webhook.objects.update(unpublished_too=True)
    tell("filed", about=article, to=[cast.editor], words="About the mayor", now=noon)
    if how == "restricted":
        workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    else:
        workflow.embargo(article, by=cast.reporter, until=datetime(2100, 1, 1, tzinfo=UTC), now=noon)
    deliver_all()
    for word in ("harbour", "Council", "mayor"):
        assert word not in str(got)
    assert got[0]["name"] in {"A story restricted to you", "A story under embargo"}


def test_a_sections_webhook_gets_its_own_stories_alone(webhook, cast, article, noon, got):
    Webhook.objects.update(desk=make_section("Sport").uid)
    tell("filed", about=article, to=[cast.editor], now=noon)
    deliver_all()
    assert got == []
    assert not Delivery.objects.exists()
    Webhook.objects.update(desk=make_section("City").uid)
    tell("filed", about=article, to=[cast.editor], now=noon)
    deliver_all()
    assert len(got) == 1


def test_what_did_not_arrive_is_tried_again_and_said(webhook, cast, article, noon, monkeypatch):
    def fails(*said, **how):
        raise NotSent("hooks.example.com answered 500.", status=500)

    monkeypatch.setattr(outgoing, "post", fails)
    tell("filed", about=article, to=[cast.editor], now=noon)
    delivery = Delivery.objects.get()
    with pytest.raises(NotSent):
        deliver.func(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.tries) == (Delivery.State.FAILED, 500, 1)
    monkeypatch.setattr(outgoing, "post", lambda *said, **how: 200)
    assert deliver.func(delivery.pk) == Delivery.State.SENT
    assert deliver.func(delivery.pk) == ""


def test_an_address_that_is_guarded_is_not_tried_again(webhook, cast, article, noon, monkeypatch):
    def refuses(*said, **how):
        raise NotSent("leads into a private network", worth_another_try=False)

    monkeypatch.setattr(outgoing, "post", refuses)
    tell("filed", about=article, to=[cast.editor], now=noon)
    assert deliver.func(Delivery.objects.get().pk) == Delivery.State.FAILED


def test_what_is_told_once_goes_there_once(webhook, cast, article, noon, got):
    for _time in range(2):
        tell("alarm", about=article, to=[cast.editor], once="kill-1", now=noon)
    deliver_all()
    assert len(got) == 1


def test_an_administrator_sets_it_up_and_tries_it(cast, as_, got):
    client = as_(cast.administrator)
    said = {"desk": "", "url": URL, "kinds": ["filed", "alarm"], "is_active": "on"}
    assert client.post("/admin/notices/webhook/add/", said).status_code == 302
    webhook = Webhook.objects.get()
    assert (webhook.kinds, webhook.desk, len(webhook.secret)) == ("filed alarm", None, 64)
    client.post(reverse("admin:notices_webhook_try", args=[webhook.pk]))
    deliver_all()
    assert got[0]["text"] == "A try: this webhook works."
    page = client.get(reverse("admin:notices_webhook_change", args=[webhook.pk])).content.decode()
    for shown in ("A try", "Sent", webhook.secret):
        assert shown in page
    again = client.post("/admin/notices/webhook/add/", said).content.decode()
    assert "has a webhook already" in again


@pytest.mark.parametrize("url", ["http://hooks.example.com/", "https://me:x@hooks.example.com/"])
def test_an_address_that_is_not_guarded_is_refused_on_the_form(cast, as_, url):
    page = as_(cast.administrator).post("/admin/notices/webhook/add/", {"desk": "", "url": url, "kinds": []})
    assert "errorlist" in page.content.decode()
    assert not Webhook.objects.exists()


def test_nobody_else_sees_webhooks(cast, as_, webhook):
    assert as_(cast.duty_editor).get("/admin/notices/webhook/").status_code == 403
    assert as_(cast.duty_editor).post(reverse("admin:notices_webhook_try", args=[webhook.pk])).status_code == 403


def test_old_deliveries_are_forgotten(webhook, cast, article, noon):
    from newsroom.notices.webhooks import forget_old

    tell("filed", about=article, to=[cast.editor], now=noon)
    assert forget_old(noon + timedelta(days=13)) == 0
    assert forget_old(noon + timedelta(days=15)) == 1
