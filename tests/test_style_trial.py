"""Where a draft rule would have fired: in what readers have, and in nothing else."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import StyleRule, StyleTrial
from articles.style import trial as trials
from articles.workflow import styling
from tests.makers import make_article, make_content, make_live

LATER = timedelta(hours=1)
COPY = "<p>The harbour wall will be built. It is a harbour wall.</p>"


@pytest.fixture
def rule(db):
    return StyleRule.objects.create(name="Wall", pattern="harbour wall", message="Say which.", fields="body")


def tried(rule, cast, noon) -> StyleTrial:
    return styling.try_rule(rule, by=cast.copy_editor, now=noon + LATER)


def samples(trial, user, noon) -> list[str]:
    return [sample.headline for sample in trials.samples_for(trial, user, at=noon + LATER)]


def test_it_counts_how_often_and_in_how_many_stories(cast, noon, rule):
    make_live(cast, now=noon, headline="One", body=COPY)
    make_live(cast, now=noon, headline="Two", body="<p>Nothing of it.</p>")
    trial = tried(rule, cast, noon)
    assert (trial.read, trial.to_read, trial.fired, trial.stories) == (2, 2, 2, 1)
    assert trial.ended_at == noon + LATER


def test_it_shows_the_words_around(cast, noon, rule):
    make_live(cast, now=noon, headline="One", body=COPY)
    first = trials.samples_for(tried(rule, cast, noon), cast.editor, at=noon + LATER)[0]
    assert (first.before, first.text, first.after[:14]) == ("The ", "harbour wall", " will be built")


def test_it_reads_no_word_that_readers_do_not_have(cast, noon, rule):
    make_article(by=cast.reporter, headline="A draft", body=COPY)
    for name, away in (("Pulled", workflow.pull), ("Withdrawn", workflow.withdraw)):
        article = make_live(cast, now=noon, headline=name, body=COPY)
        words = {"note": "Gone."} if away is workflow.withdraw else {}
        away(article, by=cast.duty_editor, now=noon + LATER / 2, **words)
    live = make_live(cast, now=noon, headline="Older words", body="<p>No wall here.</p>")
    content = make_content(headline="Older words", body=COPY)
    workflow.save(live, by=cast.reporter, content=content, now=noon + LATER / 2)
    trial = tried(rule, cast, noon)
    assert (trial.read, trial.fired) == (1, 0)


def test_a_restricted_story_is_not_read(cast, noon, rule):
    article = make_live(cast, now=noon, body=COPY)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=noon + LATER / 2)
    assert tried(rule, cast, noon).read == 0


def test_what_is_pulled_or_restricted_afterwards_is_shown_no_more(cast, noon, rule):
    one = make_live(cast, now=noon, headline="One", body=COPY)
    two = make_live(cast, now=noon, headline="Two", body=COPY)
    trial = tried(rule, cast, noon)
    assert set(samples(trial, cast.editor, noon)) == {"One", "Two"}
    workflow.pull(one, by=cast.editor, now=noon + LATER / 2)
    workflow.restrict(two, by=cast.duty_editor, people=[cast.duty_editor], now=noon + LATER / 2)
    assert samples(trial, cast.editor, noon) == []


def test_a_trial_holds_no_word(cast, noon, rule):
    make_live(cast, now=noon, headline="One", body=COPY)
    trial = tried(rule, cast, noon)
    assert "wall" not in "".join(map(str, vars(trial).values()))


def test_a_large_archive_is_read_lot_by_lot_and_nothing_twice(cast, noon, rule, monkeypatch):
    monkeypatch.setattr(trials, "A_LOT", 2)
    monkeypatch.setattr(trials, "AT_ONCE", 2)
    for number in range(5):
        make_live(cast, now=noon, headline=f"Story {number}", body=COPY)
    trial = tried(rule, cast, noon)
    assert (trial.read, trial.to_read, trial.ended_at) == (2, 5, None)
    trials.read_on.call(trial.pk, trial.wording)
    trials.read_on.call(trial.pk, trial.wording)
    trial.refresh_from_db()
    assert (trial.read, trial.stories, trial.fired) == (5, 5, 10)
    assert trial.ended_at is not None


def test_only_the_newest_stories_are_read(cast, noon, rule, monkeypatch):
    monkeypatch.setattr(trials, "MOST_STORIES", 2)
    for number in range(3):
        make_live(cast, now=noon, headline=f"Story {number}", body=COPY)
    trial = tried(rule, cast, noon)
    assert (trial.read, trial.to_read) == (2, 2)
    assert set(samples(trial, cast.editor, noon)) == {"Story 1", "Story 2"}


def test_work_left_from_another_wording_does_nothing(cast, noon, rule):
    make_live(cast, now=noon, body=COPY)
    trial = tried(rule, cast, noon)
    old = trial.wording
    StyleRule.objects.filter(pk=rule.pk).update(pattern="quay")
    assert trials.go_on(trial.pk, old, now=noon + LATER) is None
