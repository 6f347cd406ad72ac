"""The journal: silent, one row a minute of each open form, redacted with everything else, forgotten by rule."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from articles import journal, workflow
from articles.blackout import BAR
from articles.journal import LONGEST, JournalRefused
from articles.models import Article, JournalState, Revision
from newsroom.record.models import Change, LogEntry, Pulse
from tests.makers import make_article, make_content

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def form(base: int | None = 1, **said) -> str:
    """Return what a browser would post of a form."""
    return urlencode({"base": base or "", "headline": "Council votes", "body": "<p>It voted.</p>", **said})


@pytest.fixture
def page(cast, noon):
    """A story with an open form: a function that keeps what it holds after its n-th change."""
    article = make_article(by=cast.reporter, now=noon)
    key = uuid.uuid4()

    def keep(seq: int, payload: str = "", *, after=SECOND, by=cast.reporter, key=key, story=article.pk):
        text = payload or form(headline=f"Change {seq}")
        return journal.keep(by=by, key=key, seq=seq, payload=text, story=story, now=noon + after)

    keep.article, keep.key = article, key
    return keep


def test_two_hundred_autosaves_make_no_history_row(cast, noon, page):
    before = [model.objects.count() for model in (Revision, LogEntry, Change)] + [Pulse.objects.get().number]
    for seq in range(1, 201):
        page(seq, after=seq * SECOND)
    after = [model.objects.count() for model in (Revision, LogEntry, Change)] + [Pulse.objects.get().number]
    assert after == before
    assert Article.objects.get(pk=page.article.pk).touched_at == noon


def test_it_keeps_one_row_a_minute_and_the_newest_of_each(page):
    for seq in range(1, 201):
        page(seq, after=(seq - 1) * SECOND)
    kept = JournalState.objects.order_by("minute")
    assert [state.seq for state in kept] == [60, 120, 180, 200]
    assert "Change+200" in kept.last().payload


def test_it_keeps_what_was_typed_byte_for_byte(page):
    typed = form(body="<p>“Naïve” — 100 % & a=b;\r\nnew line, 漢字, \U0001f5de, +*~</p>", tags="")
    page(1, typed)
    assert JournalState.objects.get().payload == typed


def test_keeping_the_same_again_changes_nothing(page):
    first = page(5, after=SECOND)
    page(5, form(headline="late"), after=2 * SECOND)
    page(3, form(headline="later still"), after=3 * SECOND)
    assert JournalState.objects.get().payload == JournalState.objects.get(pk=first.pk).payload
    assert "Change+5" in JournalState.objects.get().payload


def test_two_forms_of_one_person_never_meet_in_a_row(page):
    page(1)
    page(1, key=uuid.uuid4())
    assert JournalState.objects.open().count() == 2


def test_somebody_elses_key_leads_to_no_row_of_theirs(cast, page):
    page(5)
    page(9, form(headline="forged"), by=cast.second_reporter)
    assert "Change+5" in JournalState.objects.get(by=cast.reporter).payload


def test_a_save_takes_every_change_up_to_its_own(cast, noon, page):
    for seq in range(1, 4):
        page(seq, after=seq * MINUTE)
    args = {"by": cast.reporter, "key": page.key, "article": page.article}
    journal.saved(**args, seq=3, payload=form(), now=noon + 4 * MINUTE)
    assert not JournalState.objects.open().exists()


def test_what_was_typed_while_a_save_was_under_way_is_still_offered(cast, noon, page):
    page(1)
    page(2, form(headline="typed during the save"), after=2 * SECOND)
    args = {"by": cast.reporter, "key": page.key, "article": page.article}
    journal.saved(**args, seq=1, payload=form(), now=noon + 3 * SECOND)
    assert "typed+during" in JournalState.objects.open().get().payload


def test_a_state_that_arrives_after_its_save_is_not_offered(cast, noon, page):
    args = {"by": cast.reporter, "key": page.key, "article": page.article}
    journal.saved(**args, seq=4, payload=form(), now=noon + SECOND)
    page(4, after=2 * SECOND)
    assert not JournalState.objects.open().exists()


def test_a_story_not_begun_has_its_words_until_it_is(cast, noon, page):
    state = page(1, form(base=None), story=None, key=(key := uuid.uuid4()))
    assert state.article is None
    journal.saved(by=cast.reporter, key=key, seq=1, payload=form(None), article=page.article, now=noon + MINUTE)
    assert not JournalState.objects.open().exists()
    assert set(JournalState.objects.values_list("article", flat=True)) == {page.article.pk}


def test_letting_go_can_be_undone(page):
    state = page(1)
    journal.let_go(state)
    assert not JournalState.objects.open().exists()
    journal.take_back(JournalState.objects.get())
    assert JournalState.objects.open().get() == state


def test_it_says_that_a_story_is_too_long_for_it(page):
    with pytest.raises(JournalRefused, match="too long for the journal: 4,000,0"):
        page(1, "body=" + "x" * LONGEST)


@pytest.mark.parametrize("payload", ["<p>not a form</p>", "a=\x00", "body=ü", "&".join(["a=1"] * 1001)])
def test_it_refuses_what_no_browser_posts(page, payload):
    with pytest.raises(JournalRefused, match="no story form"):
        page(1, payload)


def test_who_may_not_edit_any_more_keeps_what_they_typed(cast, noon, page):
    workflow.restrict(page.article, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    assert page(1).article == page.article


def test_a_clock_that_is_wrong_is_not_believed(cast, noon, page):
    args = {"by": cast.reporter, "payload": form(), "story": page.article.pk, "now": noon, "seq": 1}
    ahead = journal.keep(**args, key=uuid.uuid4(), typed_at=noon + DAY)
    before = journal.keep(**args, key=uuid.uuid4(), typed_at=noon - 3 * MINUTE)
    assert (ahead.at, before.at) == (noon, noon - 3 * MINUTE)


def test_a_redaction_reaches_every_state_saved_or_not(cast, noon, page):
    name = "Jane O’Doe"
    typed = form(
        body=f"<p>Then <strong>Jane</strong> O’Doe left & {name.upper()} came.</p>",
        tags=f"Harbour, {name}",
        slug="jane-odoe-left",
        **{"photo-0-caption": f"{name} at court"},
    )
    page(1, typed)
    page(2, typed, after=2 * MINUTE)
    done = workflow.redact(page.article, by=cast.duty_editor, words=[name], reason="Protects a witness", now=noon + DAY)
    assert done.found["journal"] == 2
    for state in JournalState.objects.all():
        from django.http import QueryDict

        said = QueryDict(state.payload)
        assert "doe" not in state.payload.lower()
        assert BAR in said["body"]
        assert (said["tags"], said["headline"]) == ("Harbour", "Council votes")


def test_a_form_from_before_a_redaction_cannot_bring_the_words_back(cast, noon):
    article = make_article(by=cast.reporter, now=noon, headline="Jane Doe speaks")
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon + MINUTE)
    args = {"by": cast.reporter, "key": uuid.uuid4(), "story": article.pk, "now": noon + 2 * MINUTE}
    with pytest.raises(JournalRefused, match="taken out of this story by order"):
        journal.keep(**args, seq=1, payload=form(1, headline="Jane Doe speaks"))
    article.refresh_from_db()
    assert journal.keep(**args, seq=2, payload=form(article.revision_number)).article == article


def test_spiking_leaves_it(cast, noon, page):
    page(1)
    workflow.spike(page.article, by=cast.editor, now=noon + MINUTE)
    assert JournalState.objects.open().count() == 1


def test_old_states_go_and_the_last_that_was_never_saved_stays(settings, noon, page):
    settings.JOURNAL_DAYS = 14
    for seq in range(1, 4):
        page(seq, after=seq * MINUTE)
    gone = page(1, key=uuid.uuid4())
    journal.let_go(gone)
    assert journal.tidy(now=noon + 13 * DAY) == 0
    assert journal.tidy(now=noon + 15 * DAY) == 3
    assert JournalState.objects.get().seq == 3


def test_the_hourly_command_says_what_it_forgot(page, capsys):
    page(1)
    call_command("journal")
    assert "0 states of the journal were old" in capsys.readouterr().out


def test_a_colleagues_save_in_between_leaves_the_base_of_what_was_typed(cast, noon, page):
    page(1, form(1))
    workflow.save(page.article, by=cast.editor, content=make_content(headline="Other"), now=noon + MINUTE)
    assert JournalState.objects.open().get().base == 1
