"""Queries put into words once: what they answer is what Django's own query answers, for whoever asks and whatever."""

from datetime import timedelta

import pytest
from django.db.models.functions import TruncDate

from articles import workflow
from articles.models import Article
from articles.unseen import Unseen, leaving_out
from articles.workflow.issuing import standing
from newsroom.prepared import MOMENT, NUMBER, NUMBERS, PERSON, TEXTS, UIDS, asked_afresh, prepared
from tests.conftest import NOON
from tests.makers import make_article, make_live


@prepared(user=PERSON, now=MOMENT)
def _touched(user, now):
    return Article.objects.visible_to(user).filter(touched_at__lte=now).order_by("pk").select_related("section")


@prepared(numbers=NUMBERS)
def _sluglines(numbers):
    return Article.objects.filter(pk__in=numbers).order_by("pk").values_list("slugline", "touched_at")


@prepared(words=TEXTS)
def _named(words):
    return Article.objects.filter(slugline__in=words).order_by("pk").values_list("slugline")


@prepared(user=PERSON)
def _some(user, stage):
    return Article.objects.visible_to(user).filter(stage=stage).values_list("slugline")


def test_the_same_words_answer_another_moment(cast):
    for hour in range(3):
        make_article(by=cast.reporter, slugline=f"at-{hour}", now=NOON + timedelta(hours=hour))
    for hour in (0, 2, 1):
        found = _touched(user=cast.editor, now=NOON + timedelta(hours=hour))
        assert [article.slugline for article in found] == [f"at-{n}" for n in range(hour + 1)]


def test_models_are_as_django_reads_them(cast):
    article = make_article(by=cast.reporter)
    found = _touched(user=cast.editor, now=NOON)[0]
    assert found == article
    assert found.touched_at == article.touched_at and found.uid == article.uid
    assert found.section == article.section


@pytest.mark.parametrize("role", ["reporter", "photographer", "stranger", "administrator"])
def test_people_of_other_roles_see_what_they_may(cast, role):
    make_article(by=cast.reporter)
    _touched(user=cast.editor, now=NOON)
    person = getattr(cast, role)
    assert _touched(user=person, now=NOON) == list(Article.objects.visible_to(person))


def test_two_of_one_role_are_two_people(cast):
    article = make_article(by=cast.reporter)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.reporter], now=NOON)
    assert _touched(user=cast.reporter, now=NOON) == [article]
    assert _touched(user=cast.second_reporter, now=NOON) == []


def test_lists_of_any_length_are_answered(cast):
    numbers = [make_article(by=cast.reporter, slugline=f"s-{n}").pk for n in range(9)]
    for count in range(10):
        assert [name for name, _at in _sluglines(numbers=numbers[:count])] == [f"s-{n}" for n in range(count)]
    assert _sluglines(numbers=numbers[:1]) == [("s-0", NOON)]


def test_texts_are_found_as_they_are_written(cast):
    make_article(by=cast.reporter, slugline="50% 'off'")
    assert _named(words=["50% 'off'", "else"]) == [("50% 'off'",)]


def test_what_is_no_value_makes_words_of_its_own(cast):
    make_article(by=cast.reporter, slugline="a-draft")
    assert _some(user=cast.editor, stage="draft") == [("a-draft",)]
    assert _some(user=cast.editor, stage="ready") == []


def test_a_value_that_would_be_made_into_another_is_refused(db):
    @prepared(now=MOMENT)
    def of_the_day(now):
        return Article.objects.annotate(day=TruncDate("touched_at")).filter(day=now.date()).values_list("pk")

    with pytest.raises(ValueError, match="another value"):
        of_the_day(now=NOON)


def test_what_says_more_than_it_is_given_is_put_into_words_each_time(cast):
    for slugline in ("one", "two"):
        make_article(by=cast.reporter, slugline=slugline)
    wanted = ["one"]

    @prepared(now=MOMENT)
    def named(now):
        return Article.objects.filter(slugline__in=wanted, touched_at__lte=now).values_list("slugline")

    assert named(now=NOON) == [("one",)]
    wanted[:] = ["two"]
    with asked_afresh():
        assert named(now=NOON) == [("two",)]
    assert named(now=NOON) == [("one",)]


def test_who_looks_at_another_moment_is_left_out_what_they_may_not_see(cast):
    story = make_live(cast, now=NOON)
    later = NOON + timedelta(hours=1)
    assert standing(story, later) is not None
    with leaving_out(Unseen(frozenset([story.pk]), None)):
        assert standing(story, later) is None
    assert standing(story, later) is not None


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**20])
def test_a_number_that_no_column_holds_is_nobodys(cast, number):
    @prepared(number=NUMBER)
    def named(number):
        return Article.objects.filter(pk=number).values_list("slugline")

    assert named(number=make_article(by=cast.reporter, slugline="mine").pk) == [("mine",)]
    assert named(number=number) == []


def test_uids_are_found_whoever_writes_them_how(cast):
    @prepared(uids=UIDS)
    def of(uids):
        return Article.objects.filter(uid__in=uids).order_by("pk").values_list("pk", "uid")

    made = [make_article(by=cast.reporter) for _number in range(3)]
    for count in range(4):
        assert of(uids=[each.uid for each in made[:count]]) == [(each.pk, each.uid) for each in made[:count]]
    assert of(uids=[str(made[2].uid).upper(), str(made[0].uid)]) == [(made[n].pk, made[n].uid) for n in (0, 2)]
