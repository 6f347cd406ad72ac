"""Pull, withdraw, redact on one page: the urgent step first, and never a silent success."""

from datetime import timedelta
from uuid import uuid4

import pytest

from articles import workflow
from articles.blackout import BAR
from articles.models import Edition, Pull, Revision
from articles.workflow import Said
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_contributor, make_live, make_photo, make_tag, use_of

from .browsing import told, url

NAME = "Jane O’Doe"


@pytest.fixture
def story(cast):
    """A live story with a name in many places, and the same person written otherwise."""
    photo = make_photo(by=cast.reporter, caption=f"{NAME} at court.")
    article = make_live(
        cast,
        now=clock.now() - timedelta(hours=2),
        headline=f"{NAME} in court",
        slug="jane-odoe-in-court",
        body="<p>JANE <em>O&#x27;DOE</em> spoke. Then J. O’Doe left, said O’Doe, Jane.</p>\n<p>Ms O’Doe is 40.</p>",
        tags=(str(make_tag(NAME).uid),),
        photos=(use_of(photo, caption=f"{NAME} leaves."),),
    )
    workflow.add_note(article, by=cast.reporter, text=f"Rang {NAME}.")
    return article


def post(client, article, do, **said):
    return client.post(url("take_down", article), {"_do": do, **said}, follow=True)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_urgent_step_is_first_and_takes_one_press(as_, cast, story):
    page = as_(cast.editor).get(url("take_down", story)).content.decode()
    assert page.index('value="pull"') < page.index("Outside: cannot be called back")
    answer = post(as_(cast.editor), story, "pull")
    assert Pull.objects.get(article=story).pulled_by == cast.editor
    assert "by Editor." in text(answer) and 'value="restore"' in text(answer)
    assert LogEntry.objects.latest("number").verb == "pull"


def test_the_bar_of_a_story_that_readers_have_leads_there_for_whoever_may_pull(as_, cast, story):
    way = url("take_down", story)
    assert way in as_(cast.editor).get(url("change", story)).content.decode()
    assert way not in as_(cast.reporter).get(url("change", story)).content.decode()
    draft = make_article(by=cast.reporter)
    assert url("take_down", draft) not in as_(cast.editor).get(url("change", draft)).content.decode()


def test_each_step_is_there_for_whoever_may_take_it(as_, cast, story):
    def steps(person):
        page = as_(person).get(url("take_down", story)).content.decode()
        return [name for name in ("pull", "withdraw", "find", "redact") if f'value="{name}"' in page]

    assert steps(cast.editor) == ["pull"]
    assert steps(cast.duty_editor) == ["pull", "withdraw", "find", "redact"]
    refused = as_(cast.reporter).get(url("take_down", story))
    assert refused.status_code == 403 and "may not take this story down" in refused.content.decode()


def test_a_step_that_is_not_theirs_is_refused_and_changes_nothing(as_, cast, story):
    acts = LogEntry.objects.count()
    for do in ("redact", "find", "withdraw"):
        answer = post(as_(cast.editor), story, do, words="wall", reason="x", says="notice", note="Sorry.")
        assert "Editor may not" in text(answer), do
    assert LogEntry.objects.count() == acts


def test_restore_gives_it_back(as_, cast, story):
    workflow.pull(story, by=cast.editor)
    answer = post(as_(cast.editor), story, "restore")
    assert told(answer) == ["Restored: readers have it again, as it was."]


def test_find_lists_every_place_and_changes_nothing(as_, cast, story):
    before = list(Revision.objects.values_list("text", flat=True)), LogEntry.objects.count()
    found = text(post(as_(cast.duty_editor), story, "find", words=NAME))
    for place in ("1 version: v1", "1 revision", "1 note", "1 tag: Jane O’Doe", "1 address", "1 photo: no."):
        assert f"<li>{place}" in found, place
    assert "the working copy" in found and "Spelling variants tried" not in found
    assert (list(Revision.objects.values_list("text", flat=True)), LogEntry.objects.count()) == before


def test_find_offers_what_is_written_otherwise_and_ticks_what_is_surely_the_same(as_, cast, story):
    found = text(post(as_(cast.duty_editor), story, "find", words=NAME))
    assert 'name="also" value="J. O’Doe" checked' in found
    assert 'name="also" value="O’Doe, Jane" checked' in found
    assert 'value="O’Doe"> “O’Doe” <span class="quiet">could be somebody else' in found


def test_the_preview_shows_what_would_be_left_and_keeps_what_was_typed(as_, cast, story):
    said = {"words": NAME, "reason": "To protect her.", "order": "4 K 12/26", "why": "order"}
    found = text(post(as_(cast.duty_editor), story, "find", **said))
    assert f'<dt>the headline</dt><dd dir="auto">{BAR} in court</dd>' in found
    assert (
        "To protect her." in found
        and "4 K 12/26" in found
        and 'value="order" checked' in found.replace(' id="id_why_1"', "").replace("required ", "")
    )


def test_finding_nothing_is_said_with_how_many_spellings_were_tried(as_, cast, story):
    found = text(post(as_(cast.duty_editor), story, "find", words="Nobody Here"))
    assert "Not found in any version, revision, note, caption or tag; spelling variants tried: " in found


def test_redact_takes_what_was_ticked_too(as_, cast, story):
    said = {"words": NAME, "also": ["J. O’Doe", "O’Doe, Jane"], "why": "protect", "reason": "A witness", "block": "on"}
    answer = post(as_(cast.duty_editor), story, "redact", **said)
    (sentence,) = told(answer)
    assert sentence.startswith("Redacted in ")
    body = Edition.objects.get(article=story).content.body
    assert body.count(BAR) == 3 and "Ms O’Doe" in body
    redaction = story.redactions.get()
    assert redaction.reason == "To protect a person. A witness"
    assert story.blocked_names.count() == 3


def test_the_history_shows_a_black_bar_with_date_person_and_reason(as_, cast, story):
    workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", order="4 K 12/26")
    page = text(as_(cast.reporter).get(url("history", story)))
    bar = page[page.index("redacted-bar") :][:400]
    assert "Duty Editor" in bar and "Protects a witness" in bar and "4 K 12/26" in bar
    assert clock.local_date(clock.now()).strftime("%Y") in bar


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": "", "reason": "x"}, "Write the words that are to go"),
        ({"words": "a", "reason": "x"}, "at least two letters"),
        ({"words": "wall", "reason": ""}, "Say why, without the words themselves"),
        ({"words": NAME, "reason": "Jane O’Doe asked"}, "The reason repeats the words"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_nothing_typed_is_lost(as_, cast, story, said, why):
    answer = post(as_(cast.duty_editor), story, "redact", order="HC 12", **said)
    assert answer.status_code == 422
    assert why in text(answer) and "HC 12" in text(answer)
    assert not story.redactions.exists()


@pytest.fixture
def told_live(cast):
    """A live story that has the name itself, with an entry that has it too and one that has not."""
    begun = clock.now() - timedelta(hours=2)
    live = make_live(cast, now=begun, headline=f"{NAME} in court")
    workflow.open_live(live, by=cast.editor, now=begun)
    workflow.let_post(live, by=cast.editor, user=cast.reporter, reader=cast.editor, now=begun)
    named, other = (
        workflow.post(live, by=cast.reporter, said=Said(said, byline=make_contributor()), token=uuid4())
        for said in (f"{NAME} speaks", "It rains")
    )
    return live, named.article, other.article


def test_of_a_live_story_it_says_that_entries_are_redacted_each_by_itself_and_which(as_, cast, told_live):
    live, named, other = told_live
    sentence = "Its entries are stories of their own"
    assert sentence in text(as_(cast.duty_editor).get(url("take_down", live)))
    found = text(post(as_(cast.duty_editor), live, "find", words=NAME))
    assert f'href="{url("take_down", named)}#redact"' in found
    assert f'href="{url("take_down", other)}#redact"' not in found
    assert "No entry has the words." in text(post(as_(cast.duty_editor), live, "find", words="court"))
    assert sentence not in text(as_(cast.duty_editor).get(url("take_down", named)))


def test_a_live_story_is_never_said_to_be_redacted_whole_while_an_entry_has_the_words(as_, cast, told_live):
    live, named, _other = told_live
    (said,) = told(post(as_(cast.duty_editor), live, "redact", words=NAME, reason="A witness"))
    assert said.endswith("1 entry has the words still: it is redacted by itself.")
    (said,) = told(post(as_(cast.duty_editor), named, "redact", words=NAME, reason="A witness"))
    assert "still" not in said


def test_withdraw_takes_the_reason_of_the_page(as_, cast, story):
    answer = post(
        as_(cast.duty_editor), story, "withdraw", says="nothing", why="order", order="HC 12/26", lawyer="A. Counsel"
    )
    assert told(answer) == ["Withdrawn. Its page says only that there is nothing here."]
    from newsroom.record.models import LogWords

    said = LogWords.objects.filter(entry__verb="withdraw").get().text
    assert "Legal order. Lawyer: A. Counsel · HC 12/26" in said


def test_withdraw_asks_what_readers_find(as_, cast, story):
    assert "Choose what readers find in its place." in text(post(as_(cast.duty_editor), story, "withdraw", note="x"))


def test_what_cannot_be_called_back_is_listed_with_whom_to_ask(as_, cast, story):
    page = text(as_(cast.editor).get(url("take_down", story)))
    for said in ("Feed readers fetched it", "/jane-odoe-in-court/", "search.google.com", "Backups made before now"):
        assert said in page, said
    draft = make_article(by=cast.reporter)
    only = text(as_(cast.editor).get(url("take_down", draft)))
    assert "Feed readers" not in only and "Backups" in only


def test_a_restricted_story_is_not_there_for_others(as_, cast, story):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor])
    assert as_(cast.editor).get(url("take_down", story)).status_code == 404
