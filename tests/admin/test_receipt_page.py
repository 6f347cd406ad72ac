"""The receipt on the story's page and on its own, and the button that has the red ones fetched again."""

from datetime import timedelta

import pytest

from articles.models import Receipt, ReceiptRow
from articles.receipts.keeping import look_now
from newsroom import clock
from tests.admin.browsing import told, url
from tests.makers import make_live


@pytest.fixture
def unreachable(settings):
    settings.RECEIPTS_FROM = "http://127.0.0.1:9"


def test_it_stands_on_the_page_and_says_that_it_waits(as_, cast):
    article = make_live(cast, now=clock.now())
    page = as_(cast.editor).get(url("change", article)).content.decode()
    assert "Receipt of version 1" in page and "data-waits" in page
    assert "fetched once it is live" in page


def test_a_red_line_names_the_address_and_is_tried_again_at_a_press(as_, cast, unreachable):
    article = make_live(cast, now=clock.now() - timedelta(minutes=1))
    receipt = Receipt.objects.get()
    now = clock.now()
    while again := look_now(receipt.pk, now=now):
        now = again
    client = as_(cast.editor)
    address = f"{url('receipt', article)}?version=1"
    part = client.get(address + "&part=1").content.decode()
    assert "No answer:" in part and article.editions.get().address.key in part and "<html" not in part
    assert "places are not as they should be" in part and "data-waits" not in part
    assert "Try again" in part
    response = client.post(address, follow=True)
    assert "It is being fetched again." in told(response)[0]
    receipt.refresh_from_db()
    assert receipt.finished_at is None and "data-waits" in response.content.decode()


def test_whoever_may_not_see_the_story_sees_no_receipt_and_whoever_issues_nothing_tries_nothing(as_, cast):
    from articles import workflow

    article = make_live(cast, now=clock.now() - timedelta(minutes=1))
    assert as_(cast.reporter).get(url("receipt", article)).status_code == 200
    assert as_(cast.reporter).post(url("receipt", article)).status_code == 403
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    assert as_(cast.editor).get(url("receipt", article)).status_code == 404


def test_later_it_is_kept_with_its_version(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(minutes=45))
    Receipt.objects.update(finished_at=clock.now())
    page = as_(cast.editor).get(url("change", article)).content.decode()
    assert 'data-receipt="' not in page
    assert f"{url('receipt', article)}?version=1" in page


def test_on_a_page_of_its_own_every_line_stands_open_and_as_a_part_a_whole_one_is_shut(as_, cast):
    article = make_live(cast, now=clock.now() - timedelta(minutes=1))
    ReceiptRow.objects.create(receipt=Receipt.objects.get(), position=0, place="front", path="/", state="green")
    Receipt.objects.update(finished_at=clock.now())
    client, address = as_(cast.editor), f"{url('receipt', article)}?version=1"
    assert "<details open>" in client.get(address).content.decode()
    assert "<details open>" in client.get(f"{address}&part=1&alone=1").content.decode()
    assert "<details open>" not in client.get(f"{address}&part=1").content.decode()
