"""Verbs by button and by page: who is offered which, what happens, what a refusal says."""

import re
from datetime import timedelta

import time_machine
from django.test import Client

from articles import workflow
from articles.admin import verbs
from articles.models import Article, Edition
from articles.querysets import ReadersHave, readers_have
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.admin.browsing import buttons_of, send, told, url
from tests.makers import make_article, make_content, make_live


def _post(client, verb, article, **said):
    return client.post(url(verb, article), said, follow=True)


def _live_since_an_hour(cast, **fields):
    return make_live(cast, now=clock.now() - timedelta(hours=1), **fields)


def _offered(as_, person, article):
    return buttons_of(as_(person).get(url("change", article)))


def test_every_verb_of_the_workflow_has_a_place_on_the_desk():
    by_the_form = {"begin", "save"}
    by_another_verbs_sheet = {"publish_alone"}
    by_the_history = {"go_back"}
    by_the_week = {"pitch"}
    by_a_link = {"view_by_link", "unlock_by_link", "comment_by_link", "sign_off_by_link"}
    from_the_board = {"flash"}
    elsewhere = by_the_form | by_another_verbs_sheet | by_the_history | by_the_week | by_a_link
    elsewhere |= from_the_board
    elsewhere |= {"reply_to_note", "resolve_note", "reopen_note"}  # by the card of notes
    elsewhere |= {"ask_for_fix", "send_fix_back"}  # by the page of a fix
    elsewhere |= {"complain", "look_into", "make_correction", "settle", "answer_complaint"}  # by a complaint's page
    elsewhere |= {"note_taken", "forget_taken", "send_again"}  # by the page of who took it
    elsewhere |= {"set_aside"}  # by the contact sheet
    # By the live desk.
    elsewhere |= {"open_live", "let_post", "end_leave", "pause_live", "resume_live", "queue_first", "close_live"}
    elsewhere |= {"post", "edit_entry", "queue_entry", "requeue_entry", "approve_entry"}
    elsewhere |= {"set_key_points", "pin_entry", "unpin_entry"}
    # By the fronts' own pages.
    elsewhere |= {"begin_front", "edit_front", "arrange", "bring_back", "issue_front", "recall_front", "roll_back"}
    offered = {*verbs.BY_NAME} - {"sign_off_as"}  # the same verb, asking as what
    assert set(workflow.VERBS) == {*offered, *elsewhere}


def test_a_reporter_is_offered_to_file_a_draft_first(as_, cast):
    article = make_article(by=cast.reporter)
    offered = _offered(as_, cast.reporter, article)
    assert offered[0] == "File"
    assert not {"Publish…", "Sign off & publish…", "Pull", "Hold…", "Redact…"} & set(offered)


def test_an_editor_is_offered_to_sign_off_and_publish_what_was_filed(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    offered = _offered(as_, cast.editor, article)
    assert offered[0] == "Sign off & publish…"
    assert {"Sign off", "Send back"} <= set(offered)


def test_a_copy_editor_may_sign_off_and_not_publish(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    assert _offered(as_, cast.copy_editor, article)[0] == "Sign off"
    assert "Sign off & publish…" not in _offered(as_, cast.copy_editor, article)


def test_a_copy_editor_is_offered_a_minor_fix_of_what_readers_have(as_, cast):
    article = _live_since_an_hour(cast)
    send(as_(cast.copy_editor), article, headline="Council votes for a wall")
    assert "Minor fix…" in _offered(as_, cast.copy_editor, article)


def test_a_duty_editor_alone_is_offered_to_publish_unread(as_, cast):
    article = make_article(by=cast.duty_editor)
    assert "Publish unread…" in _offered(as_, cast.duty_editor, article)


def test_somebody_who_only_looks_is_offered_nothing(as_, cast):
    assert _offered(as_, cast.administrator, _live_since_an_hour(cast)) == []


def test_looking_at_a_verbs_page_changes_nothing(as_, cast):
    article = _live_since_an_hour(cast)
    before = Article.objects.values().get(pk=article.pk), Edition.objects.count(), LogEntry.objects.count()
    client = as_(cast.duty_editor)
    for verb in verbs.ALL:
        # A page of its own that has nothing to ask leads back to the story.
        assert client.get(url(verb.name, article)).status_code == (302 if verb.name == "settle_fix" else 200)
        after = Article.objects.values().get(pk=article.pk), Edition.objects.count(), LogEntry.objects.count()
        assert after == before, verb.name


def test_an_empty_post_to_a_verbs_page_is_never_an_error_page(as_, cast):
    article = make_article(by=cast.reporter)
    for person in (cast.reporter, cast.copy_editor, cast.duty_editor, cast.administrator):
        client = as_(person)
        for verb in verbs.ALL:
            assert client.post(url(verb.name, article)).status_code in {302, 403, 422}, verb.name


def test_a_post_without_its_token_is_refused(cast):
    article = make_article(by=cast.reporter)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.duty_editor)
    for verb in verbs.ALL:
        assert client.post(url(verb.name, article)).status_code == 403, verb.name


def test_file_keeps_the_edits_it_was_pressed_with(as_, cast):
    article = make_article(by=cast.reporter)
    response = send(as_(cast.reporter), article, verb="file", headline="Edited, then filed")
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Edited, then filed", "in_review")
    assert any(sentence.startswith("Filed.") for sentence in told(response))


def test_a_sheet_opens_with_the_edits_saved(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    response = send(as_(cast.editor), article, verb="send_back", dek="An editor's dek.")
    assert response.redirect_chain[-1][0] == url("send_back", article)
    article.refresh_from_db()
    assert article.dek == "An editor's dek."


def test_send_back_gives_its_reasons_as_a_note(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    _post(as_(cast.editor), "send_back", article, reason="Who says so?")
    article.refresh_from_db()
    assert article.stage == "draft"
    assert b"Who says so?" in as_(cast.reporter).get(url("change", article)).content


def test_send_back_without_a_reason_stays_on_its_page(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter)
    response = _post(as_(cast.editor), "send_back", article, reason=" ")
    assert response.status_code == 422
    assert "This field is required" in response.content.decode()


def test_a_verb_the_story_is_not_ready_for_is_refused_in_a_sentence(as_, cast):
    article = make_article(by=cast.reporter)
    response = _post(as_(cast.editor), "sign_off", article)
    assert "This story is “Draft”" in told(response)[0]


def test_nobody_signs_off_their_own_words(as_, cast):
    article = make_article(by=cast.copy_editor)
    workflow.file(article, by=cast.copy_editor)
    response = _post(as_(cast.copy_editor), "sign_off", article)
    assert "you cannot be the second pair of eyes" in told(response)[0]


def test_pull_and_restore_by_button(as_, cast):
    article = _live_since_an_hour(cast)
    client = as_(cast.editor)
    send(client, article, verb="pull")
    assert readers_have(article, clock.now()) == ReadersHave.PULLED
    assert "Pulled by Editor" in client.get(url("change", article)).content.decode()
    send(client, article, verb="restore")
    assert readers_have(article, clock.now()) == ReadersHave.LIVE


def test_pull_does_not_wait_for_a_form_that_cannot_be_saved(as_, cast):
    article = _live_since_an_hour(cast)
    response = send(as_(cast.editor), article, verb="pull", tags="No such tag", headline="Typed meanwhile")
    assert readers_have(article, clock.now()) == ReadersHave.PULLED
    page = response.content.decode()
    assert "Typed meanwhile" in page and "Pulled:" in page


def test_withdraw_with_a_notice_needs_a_note(as_, cast):
    article = _live_since_an_hour(cast)
    client = as_(cast.duty_editor)
    response = _post(client, "withdraw", article, says="notice")
    assert "Tell readers why the story was withdrawn." in told(response)[0]
    _post(client, "withdraw", article, says="notice", note="It was wrong.")
    assert readers_have(article, clock.now()) == ReadersHave.WITHDRAWN


def test_withdraw_under_an_order_keeps_the_reason_from_readers(as_, cast):
    article = _live_since_an_hour(cast)
    said = {"says": "nothing", "note": "", "reason": "Order 12/26"}
    _post(as_(cast.duty_editor), "withdraw", article, **said)
    assert readers_have(article, clock.now()) == ReadersHave.NOTHING
    assert article.editions.first().words.public_note == ""


def test_a_withdrawn_story_is_reinstated(as_, cast):
    article = _live_since_an_hour(cast)
    client = as_(cast.duty_editor)
    _post(client, "withdraw", article, says="notice", note="It was wrong.")
    article.refresh_from_db()
    _post(client, "reinstate", article, note="It was right.", revision=article.revision_number)
    assert article.editions.order_by("number").last().kind == "reinstatement"


def test_retract_leaves_it_readable_under_a_notice(as_, cast):
    article = _live_since_an_hour(cast)
    _post(as_(cast.editor), "retract", article, note="We no longer stand by this.")
    assert readers_have(article, clock.now() + timedelta(seconds=8)) == ReadersHave.RETRACTED


def test_hold_and_lift(as_, cast):
    article = make_article(by=cast.reporter)
    _post(as_(cast.editor), "hold", article, kind="legal", reason="The lawyer reads first.")
    page = as_(cast.editor).get(url("change", article)).content.decode()
    assert "On hold (Legal) by Editor" in page and "The lawyer reads first." in page
    assert _post(as_(cast.editor), "lift", article, hold=article.holds.get().pk).status_code == 403
    _post(as_(cast.duty_editor), "lift", article, hold=article.holds.get().pk, reason="Read.")
    assert article.holds.get().lifted_by == cast.duty_editor


def test_an_embargo_is_typed_on_the_newsrooms_clock(as_, cast, settings):
    settings.TIME_ZONE = "Asia/Beirut"
    article = make_article(by=cast.reporter)
    _post(as_(cast.reporter), "embargo", article, until="2030-01-14T10:00")
    article.refresh_from_db()
    assert article.embargoed_until.isoformat() == "2030-01-14T08:00:00+00:00"


def test_a_reporter_may_not_lift_an_embargo(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.embargo(article, by=cast.reporter, until=clock.now() + timedelta(days=1))
    response = _post(as_(cast.reporter), "embargo", article, until="")
    assert "may not lift the embargo" in told(response)[0]


def test_spike_and_revive(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.reporter)
    _post(client, "spike", article, reason="Overtaken.")
    assert buttons_of(client.get(url("change", article)))[0] == "Revive"
    send_only = client.post(url("change", article), {"_verb": "revive"}, follow=True)
    assert any("Revived" in sentence for sentence in told(send_only))
    article.refresh_from_db()
    assert article.stage == "draft"


def test_redact_says_where_it_found_the_words(as_, cast):
    article = _live_since_an_hour(cast, headline="Jane Roe and the wall", dek="Jane Roe spoke.")
    said = {"words": "Jane Roe", "reason": "To protect a person.", "order": ""}
    response = _post(as_(cast.duty_editor), "redact", article, **said)
    assert "Redacted in" in told(response)[0] and "version 1" in told(response)[0]
    article.refresh_from_db()
    assert "Jane" not in article.headline


def test_redact_of_words_that_are_nowhere_is_no_silent_success(as_, cast):
    article = _live_since_an_hour(cast)
    said = {"words": "Nobody Here", "reason": "To protect a person.", "order": ""}
    response = _post(as_(cast.duty_editor), "redact", article, **said)
    assert response.status_code == 422
    assert "Not found in any version" in told(response)[0]


def test_redact_of_a_single_letter_is_refused_in_a_sentence(as_, cast):
    article = _live_since_an_hour(cast)
    response = _post(as_(cast.duty_editor), "redact", article, words="a", reason="To protect a person.", order="")
    assert "at least two letters long" in told(response)[0]


def test_a_note_is_kept_for_the_desk(as_, cast):
    article = make_article(by=cast.reporter)
    _post(as_(cast.reporter), "add_note", article, text="Rang twice.")
    assert article.notes.get().text == "Rang twice."


def _of_three_versions(cast):
    article = make_live(cast, now=clock.now() - timedelta(hours=3), body="<p>He stole it.</p>")
    for hours, body in ((2, "<p>He stole it.</p>\n<p>It rains.</p>"), (1, "<p>It rains.</p>")):
        at = clock.now() - timedelta(hours=hours)
        workflow.save(article, by=cast.reporter, content=make_content(body=body), now=at)
        workflow.publish(article, by=cast.editor, kind="correction", note="Mended.", now=at)
        article.refresh_from_db()
    return article


def test_a_version_is_withheld_by_its_page_and_the_desk_is_told_where_its_words_stand_too(as_, cast):
    article = _of_three_versions(cast)
    assert "Withhold a version…" in _offered(as_, cast.editor, article)
    assert "Withhold a version…" not in _offered(as_, cast.editor, make_live(cast))
    client = as_(cast.editor)
    page = client.get(url("withhold", article)).content.decode()
    offered = re.findall(r"Version (\d), live from [^<(]+ \(([^)]+)\)", page)
    assert offered == [("2", "Correction"), ("1", "First")]
    answer = _post(client, "withhold", article, versions=["2"], reason="A letter")
    said = " ".join(told(answer))
    assert "only that there was a version" in said and "Version 1 has passages of it" in said
    history = client.get(url("history", article)).content.decode()
    assert "withheld from readers" in history and "A letter" in history
    assert "Show a withheld version again…" not in _offered(as_, cast.editor, article)


def test_a_version_is_shown_again_by_its_page(as_, cast):
    article = _of_three_versions(cast)
    workflow.withhold(article, by=cast.editor, versions=[2], reason="A letter")
    client = as_(cast.duty_editor)
    assert "Show a withheld version again…" in _offered(as_, cast.duty_editor, article)
    assert "among the earlier versions again" in " ".join(
        told(_post(client, "show_again", article, versions=["2"], reason="Settled"))
    )
    assert not article.withheld.filter(ended_at=None).exists()


def test_withholding_nothing_or_what_readers_have_is_refused_on_the_page(as_, cast):
    article = _of_three_versions(cast)
    client = as_(cast.editor)
    for versions in ([], ["3"], ["x"]):
        answer = client.post(url("withhold", article), {"versions": versions, "reason": "A letter"})
        assert answer.status_code == 422, versions
    assert not article.withheld.exists()


def test_sending_a_page_that_is_not_planned_says_what_is_missing_and_where_it_is_set(as_, cast):
    article = make_article(by=cast.reporter)
    client = as_(cast.editor)
    asked = client.get(url("send_to_print", article)), client.post(url("send_to_print", article), {"revision": 1})
    assert [answer.status_code for answer in asked] == [200, 422]
    for answer in asked:
        page = answer.content.decode()
        assert "It stands in no print edition yet" in page and f'href="{url("plan_print", article)}"' in page
        assert "cannot be done to the story" not in page and "marked fields" not in page
    day = clock.local_date(clock.now())
    workflow.plan_print(article, by=cast.editor, print_date=day, page="3")
    assert "stands in no print edition" not in client.get(url("send_to_print", article)).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        page = client.get(url("send_to_print", article)).content.decode()
    assert f"was planned for, {day.day} {day:%B}, page 3, is out" in page


def test_sending_the_page_of_a_spiked_story_says_to_revive_it(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.spike(article, by=cast.editor, reason="Old.")
    page = as_(cast.editor).get(url("send_to_print", article)).content.decode()
    assert "This story is spiked. Revive it first." in page and f'href="{url("revive", article)}"' in page
