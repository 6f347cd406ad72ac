"""Where the demo plays and where it keeps its hands off."""

import pytest
from django.core.management import CommandError

from articles import workflow
from articles.models import Article, Section
from newsroom.ops.demo import hanging, paper
from newsroom.ops.demo.people import of_the_demo
from newsroom.ops.management.commands import demo
from newsroom.staff.roles_sync import sync_roles
from tests.demo_makers import run, small_pictures
from tests.makers import make_article, make_person

FEW = {"town-brackwater-derby", "market-hall-till", "seagrass-back-in-the-bay"}


@pytest.fixture(autouse=True)
def _a_small_play(monkeypatch):
    """Play three stories with small pictures: these tests are about where, not what."""
    few = tuple(story for story in paper.stories() if story.slug in FEW)
    monkeypatch.setattr(paper, "stories", lambda: few)
    monkeypatch.setattr(hanging, "draw_all", small_pictures)
    # They are played on stories that are not among the three.
    for scene in ("break_news", "plan_week", "hear_readers", "take_care", "tell_live", "read_stories", "curate"):
        monkeypatch.setattr(demo, scene, lambda play: 0)


def test_it_leaves_a_newsroom_in_use_alone(db):
    make_article(by=make_person("reporter", "reporter"))
    said = run()
    assert "in use (stories: 1" in said
    assert "nothing was changed" in said
    assert Article.objects.count() == 1
    assert not of_the_demo().exists()


def test_sections_alone_are_a_newsroom_in_use(db):
    Section.objects.create(name="Weather", slug="weather")
    assert "in use (sections: 1)" in run()


def test_asked_to_add_it_plays_beside_what_is_there(db):
    make_article(by=make_person("reporter", "reporter"))
    mine = Section.objects.create(name="Sport", slug="games")
    run("--add")
    assert Article.objects.count() == 1 + len(paper.stories())
    assert Article.objects.get(slug="town-brackwater-derby").section == mine


def test_without_roles_it_says_what_to_run(no_roles):
    with pytest.raises(CommandError, match="manage.py roles"):
        run()


def test_a_refused_act_leaves_no_story_and_the_next_run_finishes(db, monkeypatch):
    sync_roles()

    def refuse(*arguments, **given):
        raise workflow.Refused("No.")

    with monkeypatch.context() as patch:
        patch.setitem(workflow.VERBS, "redact", refuse)
        with pytest.raises(CommandError, match=r"^No\.$"):
            run()
    assert not Article.objects.exists()
    assert "Accounts of the demo" in run()
    assert Article.objects.count() == len(paper.stories())
