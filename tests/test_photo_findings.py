"""What preflight says of a story's photos: limits of their leases, quotas, what nobody settled."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.preflight import preflight
from articles.working_copy import content_of
from media import rights
from media.licences import Asks
from media.models import Supplier, Unclear
from newsroom import clock
from tests.makers import NOON, make_article, make_live, make_photo, make_section, use_of

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = timedelta(days=1)


@pytest.fixture
def photo(cast):
    return make_photo(by=cast.photo_editor)


def found(cast, photo, at=NOON + timedelta(minutes=5), **use) -> dict[str, list[str]]:
    """Return what preflight finds of a new story with this photo: by id, "block" or "warn" and the sentence."""
    story = make_article(by=cast.reporter, slug="new", photos=(use_of(photo, **use),))
    findings = preflight(story, content_of(story), at=at)
    return {each.id: [each.severity, each.message] for each in findings if each.id.startswith("photo")}


def test_a_photo_under_no_limits_is_not_mentioned(cast, photo):
    assert found(cast, photo) == {}


def test_a_single_use_is_refused_to_the_second_story(cast, photo):
    rights.edit_photo(photo, by=cast.photo_editor, licence="single_use", now=NOON)
    first = make_live(cast, photos=(use_of(photo),))
    assert not [each for each in preflight(first, content_of(first), at=NOON) if each.id == "photo-rights"]
    assert found(cast, photo)["photo-rights"][0] == "block"


def test_a_version_that_was_recalled_is_no_use(cast, photo):
    rights.edit_photo(photo, by=cast.photo_editor, licence="single_use", now=NOON)
    story = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.publish(story, by=cast.editor, now=NOON)
    workflow.recall(story, by=cast.editor, now=NOON + timedelta(seconds=2))
    assert found(cast, photo) == {}


def test_it_may_not_be_cut_or_stand_in_another_section(cast, photo):
    sport = make_section("Sport")
    rights.grant_lease(
        photo, by=cast.photo_editor, limits=[Asks.NO_CROP], sections=[str(sport.uid)], usable_from=NOON, now=NOON
    )
    assert found(cast, photo)["photo-rights"] == ["block", "Photo 1: Permission is for Sport only."]


def test_it_is_asked_at_the_moment_it_would_go_live(cast, photo):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=NOON + 30 * DAY, now=NOON)
    assert found(cast, photo) == {}
    assert found(cast, photo, at=NOON + 20 * DAY)["photo-ending"][0] == "warn"
    assert found(cast, photo, at=NOON + 30 * DAY)["photo-rights"][0] == "block"


def test_instructions_nobody_settled_are_a_warning(cast, photo):
    row = Unclear.objects.create(photo=photo, words="TABLOIDS OUT", asked_at=NOON)
    assert found(cast, photo)["photo-unclear"][0] == "warn"
    rights.settle_unclear(row, by=cast.photo_editor, meaning="Nothing.", now=NOON)
    assert found(cast, photo) == {}


@pytest.mark.parametrize(("choice", "severity"), [("refuse", "block"), ("warn", "warn")])
def test_a_quota_that_is_used_up_refuses_or_warns_as_its_supplier_asks(cast, photo, choice, severity):
    press = Supplier.objects.create(name="Press Images", licence="agency", quota=1, over_quota=choice)
    used, new = photo, make_photo(by=cast.photo_editor)
    rights.apply_contract([used, new], press, by=cast.photo_editor, now=NOON)
    assert found(cast, new)["photo-counts"][0] == "warn"
    make_live(cast, photos=(use_of(used),))
    assert found(cast, used) == {}
    assert found(cast, new)["photo-quota"] == [
        severity,
        "Photo 1: 1 of 1 a month from Press Images are used. This would be one more.",
    ]


def test_a_picture_for_online_use_is_not_sent_to_print(cast, photo):
    rights.edit_photo(photo, by=cast.photo_editor, licence="social", now=NOON)
    story = make_live(cast, photos=(use_of(photo),))
    day = clock.local_date(NOON + DAY)
    workflow.plan_print(story, by=cast.editor, print_date=day, now=NOON)
    with pytest.raises(workflow.Refused, match="only be used online"):
        workflow.send_to_print(story, by=cast.editor, print_date=day, now=NOON)


def test_a_files_name_is_no_alt_text_of_a_storys_own_use(cast, photo):
    severity, message = found(cast, photo, alt="IMG_4711.jpg")["photo-alt"]
    assert severity == "block" and message.startswith("“IMG_4711.jpg” is the name of a file.")
