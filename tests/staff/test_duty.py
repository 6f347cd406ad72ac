"""On duty or not: one click, an end of its own, and who is told."""

from datetime import timedelta

import pytest

from newsroom import clock
from newsroom.record.models import LogEntry
from newsroom.staff import duty
from newsroom.staff.models import Duty
from newsroom.staff.roles import EDITOR, REPORTER
from tests.makers import NOON


def test_somebody_is_on_until_they_go_off(cast):
    duty.go_on(cast.editor, now=NOON)
    later = NOON + timedelta(hours=3)
    assert duty.is_on(cast.editor, later)
    duty.go_off(cast.editor, now=later)
    assert not duty.is_on(cast.editor, later)
    assert list(LogEntry.objects.values_list("verb", flat=True)) == ["go off duty", "go on duty"]


def test_forgetting_to_go_off_ends_by_itself(cast):
    duty.go_on(cast.editor, now=NOON)
    assert duty.is_on(cast.editor, NOON + duty.LONGEST - timedelta(seconds=1))
    assert not duty.is_on(cast.editor, NOON + duty.LONGEST)


def test_going_on_again_is_one_time_on_duty(cast):
    duty.go_on(cast.editor, now=NOON)
    duty.go_on(cast.editor, now=NOON + timedelta(hours=10))
    assert Duty.objects.get().on_until == NOON + timedelta(hours=10) + duty.LONGEST


def test_going_off_when_not_on_leaves_no_trace(cast):
    assert duty.go_off(cast.editor, now=NOON) is None
    assert not LogEntry.objects.exists()


def test_a_role_is_whoever_holds_it_and_is_on_at_that_moment(cast):
    duty.go_on(cast.editor, now=NOON)
    duty.go_on(cast.reporter, now=NOON)
    assert list(duty.on_duty(EDITOR, NOON)) == [cast.editor]
    assert list(duty.on_duty([EDITOR, REPORTER], NOON)) == [cast.editor, cast.reporter]
    assert not duty.on_duty(EDITOR, NOON - timedelta(minutes=1))


def test_the_list_of_who_is_on_takes_one_query(cast, django_assert_num_queries):
    for person in (cast.editor, cast.reporter, cast.stranger):
        duty.go_on(person, now=NOON)
    with django_assert_num_queries(1):
        found = duty.who_is_on(NOON)
    assert [(each.name, each.roles) for each in found] == [
        ("Editor", ("Editor",)),
        ("Reporter", ("Reporter",)),
        ("Stranger", ()),
    ]


def test_nobody_who_left_goes_on_duty(cast):
    cast.reporter.is_active = False
    cast.reporter.save()
    with pytest.raises(duty.Refused, match="does not work here"):
        duty.go_on(cast.reporter)


def test_one_click_on_any_page_puts_somebody_on_and_comes_back(client, cast):
    client.force_login(cast.editor)
    answer = client.post("/admin/duty/", {"on": "1", "next": "/admin/articles/article/?q=wall"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/articles/article/?q=wall"
    page = answer.content.decode()
    assert "You are on duty" in page and 'aria-pressed="true"' in page
    assert duty.is_on(cast.editor, clock.now())
    client.post("/admin/duty/", {"on": "0"})
    assert not duty.is_on(cast.editor, clock.now())


def test_the_switch_leads_nowhere_else_and_takes_no_get(client, cast):
    client.force_login(cast.editor)
    assert client.post("/admin/duty/", {"on": "1", "next": "https://elsewhere.example/"}).url == "/admin/"
    assert client.get("/admin/duty/").status_code == 405
