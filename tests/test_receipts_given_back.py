"""The receipt of a restore and a reinstatement: that readers have the story again wherever they had it."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Receipt, ReceiptRow
from articles.receipts import keeping
from articles.receipts.fetching import Fetched
from articles.receipts.keeping import look_now
from newsroom import clock
from newsroom.desk import board_asked
from tests.admin.browsing import url
from tests.makers import make_content, make_live
from tests.test_receipts_gone import _minute_ago, _shown, _with_photo

PLACES = {("story", ""), ("front", ""), ("section", "City"), ("feed", "City"), ("feed", ""), ("tag", "Harbour"),
          ("sitemap", ""), ("picture", "")}  # fmt: skip


def _restored(cast, article):
    workflow.pull(article, by=cast.editor)
    return workflow.restore(article, by=cast.editor)


def test_after_a_restore_it_is_found_wherever_it_stood_its_share_image_included(cast, served):
    article, _photo = _with_photo(cast)
    receipt = _restored(cast, article).receipt_of_restore
    assert receipt.given_back == article.editions.get() and receipt.edition is None
    assert look_now(receipt.pk) is None
    shown = _shown(receipt)
    assert {state for state, _shows in shown.values()} == {"green"}, shown
    assert set(shown) >= PLACES


def test_after_a_reinstatement_it_is_found_wherever_it_stood(cast, served):
    article, photo = _with_photo(cast)
    workflow.withdraw(article, by=cast.duty_editor, note="It was wrong.", now=clock.now() - timedelta(seconds=40))
    edition = workflow.reinstate(article, by=cast.duty_editor, now=clock.now() - timedelta(seconds=20))
    assert look_now(edition.receipt.pk) is None
    shown = _shown(edition.receipt)
    assert {state for state, _shows in shown.values()} == {"green"}, shown
    assert set(shown) >= PLACES and str(photo.uid) in edition.receipt.rows.get(place="picture").path


def test_a_restored_retraction_is_at_its_address_and_on_no_list(cast, served):
    article = make_live(cast, now=_minute_ago())
    workflow.retract(article, by=cast.editor, note="We were deceived.", now=clock.now() - timedelta(seconds=20))
    receipt = _restored(cast, article).receipt_of_restore
    assert receipt.is_of_retraction and not receipt.takes_away
    look_now(receipt.pk)
    assert _shown(receipt)["front", ""] == ("green", "") and _shown(receipt)["story", ""] == ("green", "")


def test_what_lacks_it_still_is_red_on_the_board_until_a_later_act_was_looked_at(cast, served, monkeypatch):
    article = make_live(cast, now=_minute_ago())
    receipt = _restored(cast, article).receipt_of_restore
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "fetch", lambda path: Fetched(503))
        look_now(receipt.pk)
    assert _shown(receipt)["story", ""] == ("red", "It answers 503.")
    day_ago = clock.now() - timedelta(days=1)
    assert "/" in [row.path for row in board_asked.red(user=cast.editor, since=day_ago)]
    kept = workflow.pull(article, by=cast.editor)
    assert look_now(kept.receipt.pk) is None
    assert not board_asked.red(user=cast.editor, since=day_ago)


def test_pulled_again_or_overtaken_it_is_looked_at_no_more(cast):
    article = make_live(cast, now=_minute_ago())
    receipt = _restored(cast, article).receipt_of_restore
    workflow.pull(article, by=cast.editor)
    assert look_now(receipt.pk) is None
    receipt.refresh_from_db()
    assert receipt.finished_at and not receipt.rows.exists()


def test_a_restore_long_past_has_none(cast, noon):
    article = make_live(cast, now=noon)
    workflow.pull(article, by=cast.editor, now=noon + timedelta(minutes=1))
    workflow.restore(article, by=cast.editor, now=noon + timedelta(minutes=2))
    assert not Receipt.objects.exists()


def test_it_stands_on_the_page_can_be_tried_again_and_is_kept_in_the_history(as_, cast, served):
    article = make_live(cast, now=_minute_ago())
    pull = _restored(cast, article)
    client, address = as_(cast.editor), f"{url('receipt', article)}?restored={pull.pk}"
    said = client.get(url("change", article)).content.decode()
    assert "Receipt of the restore (version 1)" in said and address in said
    ReceiptRow.objects.create(receipt=pull.receipt_of_restore, position=0, place="front", path="/", state="red")
    Receipt.objects.update(finished_at=clock.now())
    assert "1 place is not as it should be" in client.get(address).content.decode()
    client.post(address)
    look_now(pull.receipt_of_restore.pk)
    assert "as it should be" in client.get(address + "&part=1").content.decode()
    assert address in client.get(url("history", article)).content.decode()


@pytest.mark.parametrize("later", [True, False])
def test_the_newer_of_restore_and_version_stands_on_the_page(as_, cast, later):
    article = make_live(cast, now=_minute_ago())
    _restored(cast, article)
    if later:
        workflow.save(article, by=cast.reporter, content=make_content(headline="Newer"))
        workflow.publish(article, by=cast.editor)
    said = as_(cast.editor).get(url("change", article)).content.decode()
    assert ("Receipt of version 2" in said, "Receipt of the restore" in said) == (later, not later)
