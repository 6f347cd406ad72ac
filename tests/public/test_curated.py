"""Curated fronts as readers have them: what stands where, at which moment, and what never shows."""

from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.fronts.arrangement import Sublink, moment_text
from articles.fronts.operations import AddContainer, Move, Place, Remove, RemoveContainer, SetCard, SetContainer
from articles.models import MostRead
from articles.most_read import key_of
from media import rights
from media.renditions import make_renditions
from newsroom.pagecache.links import address_as_of
from newsroom.reads.asking import Window
from tests.makers import NOON, jpeg, make_article, make_live, make_photo, make_section, make_tag, use_of
from tests.readers import LATER, text

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def front(cast):
    """A home front of one part with room for four, that nothing fills."""
    made = workflow.begin_front("home", by=cast.editor, now=NOON)
    workflow.arrange(made, RemoveContainer("top"), by=cast.editor, now=NOON)
    for container in made.__class__.objects.get(pk=made.pk).working.containers:
        workflow.arrange(made, RemoveContainer(container.key), by=cast.editor, now=NOON)
    workflow.arrange(made, AddContainer("p", {"layout": "across"}), by=cast.editor, now=NOON)
    return made


@pytest.fixture
def arrange(cast, front):
    """Do operations on the home front, and issue it unless told otherwise."""

    def _arrange(*operations, now=NOON + MINUTE, issue=True):
        for operation in operations:
            workflow.arrange(front, operation, by=cast.editor, now=now)
        return workflow.issue_front(front, by=cast.editor, now=now) if issue else None

    return _arrange


def _story(cast, name: str, **fields):
    now = fields.pop("now", NOON - HOUR)
    return make_live(cast, headline=name, slug=name.lower().replace(" ", "-"), now=now, **fields)


def _placed(*stories, into="p"):
    return [Place(into, str(story.uid), story.headline) for story in stories]


def _headlines(response) -> list[str]:
    page = html.document_fromstring(response.content)
    return [" ".join(link.text_content().split()) for link in page.xpath("//main//*[self::h2 or self::h3]/a")]


def _photo(cast, **fields):
    photo = make_photo(by=cast.photo_editor, **fields)
    make_renditions(photo, now=NOON)
    return photo


class TestWhatStandsThere:
    def test_a_front_nobody_issued_changes_nothing(self, cast, read, arrange):
        _story(cast, "A"), _story(cast, "B")
        before = text(read("/"))
        arrange(*_placed(_story(cast, "C", now=NOON - 2 * HOUR)), issue=False)
        assert "C" not in _headlines(read("/"))[:1] and before.count("<article") <= text(read("/")).count("<article")

    def test_readers_have_the_order_and_the_words_of_the_edition(self, cast, read, arrange):
        a, b, c = (_story(cast, name) for name in "ABC")
        said = {"headline": "A in other words", "kicker": "Harbour", "trail": "Its own trail.", "byline": 1}
        arrange(*_placed(b, a), SetCard("A", {**said, "sublinks": (Sublink(str(c.uid), "How it began"),)}))
        page = text(read("/"))
        assert _headlines(read("/")) == ["B", "A in other words"]
        for said in ('class="kicker">Harbour<', "Its own trail.", "By Writer A", ">How it began</a>"):
            assert said in page, said

    def test_only_a_part_with_a_name_is_a_landmark(self, cast, read, arrange):
        parts = [AddContainer("q", {"layout": "across"}), AddContainer("r", {"layout": "across", "title": "Harbour"})]
        placed = [Place(part, str(_story(cast, f"Story {part}").uid), part) for part in "pqr"]
        arrange(*parts, *placed)
        page = html.document_fromstring(read("/").content)
        assert page.xpath("//section[contains(@class, 'slab')]/@aria-label") == ["Harbour"]
        assert not page.xpath("//section[not(@aria-label or @aria-labelledby)]"), "a section wants a heading"
        assert _headlines(read("/")) == ["Story p", "Story q", "Story r"]

    def test_what_is_arranged_since_is_not_theirs(self, cast, read, arrange):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a, b))
        arrange(Remove("A"), SetCard("B", {"headline": "Not yet"}), issue=False)
        assert _headlines(read("/")) == ["A", "B"]

    def test_a_rule_fills_the_places_that_are_left_and_repeats_no_story(self, cast, read, arrange):
        sport = make_section("Sport")
        stories = [_story(cast, f"S{n}", section=str(sport.uid), now=NOON - n * HOUR) for n in range(1, 6)]
        arrange(
            *_placed(stories[2]),
            SetContainer("p", {"rule": "section", "of": str(sport.uid)}),
            AddContainer("all", {"rule": "latest", "layout": "columns"}),
        )
        assert _headlines(read("/")) == ["S3", "S1", "S2", "S4", "S5"]

    def test_a_rule_brings_no_story_that_stands_under_a_card(self, cast, read, arrange):
        newest, card, other = (_story(cast, f"S{n}", now=NOON - n * HOUR) for n in range(1, 4))
        under = SetCard(card.headline, {"sublinks": (Sublink(str(newest.uid)),)})
        arrange(*_placed(card), under, SetContainer("p", {"rule": "latest"}))
        assert _headlines(read("/")) == ["S2", "S3"] and text(read("/")).count(">S1</a>") == 1

    def test_a_tag_fills_a_part(self, cast, read, arrange):
        tag = make_tag("Ferry")
        _story(cast, "Other", now=NOON - MINUTE)
        _story(cast, "Ferries", tags=(str(tag.uid),))
        arrange(SetContainer("p", {"rule": "tag", "of": str(tag.uid), "title": "On the ferry"}))
        assert _headlines(read("/")) == ["On the ferry", "Ferries"]

    def test_what_is_read_most_fills_a_part_in_its_order(self, cast, read, arrange):
        stories = [_story(cast, f"R{n}", now=NOON - n * HOUR) for n in range(1, 5)]
        key = key_of(Window.DAY)
        for place, number in enumerate((2, 0, 3, 1), start=1):
            MostRead.objects.create(key=key, article=stories[number], place=place)
        arrange(*_placed(stories[0]), SetContainer("p", {"rule": "most_read"}))
        assert _headlines(read("/"))[:4] == ["R1", "R3", "R4", "R2"]

    def test_a_sensitive_story_stands_only_where_somebody_put_it(self, cast, read, arrange):
        story, other = _story(cast, "Sensitive"), _story(cast, "Other")
        type(story).objects.filter(pk=story.pk).update(sensitive=True)
        story.editions.update(sensitive=True)
        arrange(SetContainer("p", {"rule": "latest"}))
        assert _headlines(read("/")) == ["Other"]
        arrange(*_placed(story), now=NOON + 2 * MINUTE)
        assert _headlines(read("/")) == ["Sensitive", "Other"] and other

    def test_a_story_stands_twice_where_it_is_asked_for(self, cast, read, arrange):
        a = _story(cast, "A")
        arrange(*_placed(a), Place("p", str(a.uid), "twice", again=True))
        assert _headlines(read("/")) == ["A", "A"]

    def test_what_is_past_the_room_waits(self, cast, read, arrange):
        arrange(*_placed(*(_story(cast, f"S{n}") for n in range(6))))
        assert _headlines(read("/")) == ["S0", "S1", "S2", "S3"]

    def test_a_front_without_parts_makes_itself_again(self, cast, read, arrange):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a))
        assert _headlines(read("/")) == ["A"]
        arrange(RemoveContainer("p"), now=NOON + 2 * MINUTE)
        assert set(_headlines(read("/"))) == {"A", "B"} and b

    @pytest.mark.parametrize("layout", ["top", "big", "single", "two", "three", "across", "columns", "photograph"])
    @pytest.mark.parametrize("count", [1, 2, 3, 4, 12])
    def test_each_layout_shows_as_many_as_it_has_room_for(self, cast, read, arrange, layout, count):
        room = {"top": 11, "big": 8, "two": 2, "three": 3, "across": 4, "columns": 6}.get(layout, 1)
        stories = [_story(cast, f"S{n:02}") for n in range(count)]
        arrange(SetContainer("p", {"layout": layout, "title": "Part"}), *_placed(*stories))
        assert _headlines(read("/")) == [f"S{n:02}" for n in range(min(count, room))]


class TestPictures:
    @pytest.mark.parametrize(("count", "shape"), [(2, "halves"), (3, "three"), (4, "across"), (5, "big bare-lead")])
    def test_a_large_lead_without_a_picture_leaves_no_hole_under_it(self, cast, read, arrange, count, shape):
        stories = [_story(cast, f"S{n:02}") for n in range(count)]
        arrange(SetContainer("p", {"layout": "big", "title": "Part"}), *_placed(*stories))
        assert html.document_fromstring(read("/").content).xpath("//main//*[contains(@class, 'shape-')]/@class") == [
            f"columns shape-{shape}"
        ]

    def test_a_large_lead_keeps_its_shape_with_its_picture(self, cast, read, arrange):
        lead = _story(cast, "Lead", photos=(use_of(_photo(cast)),))
        arrange(
            SetContainer("p", {"layout": "big", "title": "Part"}), *_placed(lead, *(_story(cast, n) for n in "ABC"))
        )
        assert 'class="columns shape-big"' in text(read("/"))

    def test_the_photo_of_a_card_can_be_left_out_or_be_another_of_its_story_in_another_shape(self, cast, read, arrange):
        lead, inline = _photo(cast), _photo(cast, credit_line="Other/Gazette", data=jpeg(800, 800))
        uses = (use_of(lead), use_of(inline, use="inline", alt="A boat."))
        arrange(*_placed(_story(cast, "A", photos=uses)))
        assert str(lead.uid) in text(read("/"))
        arrange(SetCard("A", {"photo": "none"}), now=NOON + 2 * MINUTE)
        assert "<img" not in text(read("/"))
        arrange(SetCard("A", {"photo": str(inline.uid), "crop": "1:1"}), now=NOON + 3 * MINUTE)
        page = text(read("/"))
        assert str(inline.uid) in page and 'alt="A boat."' in page and str(lead.uid) not in page
        assert "own-crop" in page and "Other/Gazette" in page
        assert any(f"{each.digest}" in page for each in inline.renditions.filter(crop="1:1"))

    def test_small_pictures_are_credited_in_one_closing_line(self, cast, read, arrange):
        photos = [_photo(cast, credit_line=f"Photographer {n}/Gazette") for n in range(3)]
        stories = [_story(cast, f"S{n}", photos=(use_of(photo),)) for n, photo in enumerate(photos)]
        arrange(*_placed(*stories), *(SetCard(f"S{n}", {"photo": "lead"}) for n in range(3)))
        page = text(read("/"))
        line = page[page.index("pictures-line") :]
        assert page.count("<img") == 3 and all(f"Photographer {n}/Gazette" in line for n in range(3))

    def test_a_photo_that_lapses_leaves_the_card_and_comes_back_with_its_permission(self, cast, read, arrange):
        photo = _photo(cast, licence="agency")
        rights.grant_lease(
            photo, by=cast.photo_editor, usable_from=NOON - HOUR, usable_until=NOON + HOUR, now=NOON - HOUR
        )
        arrange(*_placed(_story(cast, "A", photos=(use_of(photo),), now=NOON - 30 * MINUTE)))
        assert "<img" in text(read("/", NOON + 30 * MINUTE))
        page = text(read("/", NOON + 2 * HOUR))
        assert "<img" not in page and "Photographer C" not in page and _headlines(read("/", NOON + 2 * HOUR)) == ["A"]

    def test_a_photo_that_the_story_has_no_more_is_not_on_its_card(self, cast, read, arrange):
        photo = _photo(cast)
        story = _story(cast, "A", photos=(use_of(photo),))
        arrange(*_placed(story), SetCard("A", {"photo": str(photo.uid)}))
        assert "<img" in text(read("/"))
        workflow.save(story, by=cast.reporter, content=_without_photos(story), now=NOON + 2 * MINUTE)
        workflow.publish(story, by=cast.editor, kind="update", now=NOON + 3 * MINUTE)
        assert "<img" not in text(read("/"))


def _without_photos(story):
    from dataclasses import replace

    from articles.working_copy import content_of

    return replace(content_of(story), photos=())


class TestMoments:
    def test_a_card_gives_way_at_its_minute_to_the_next_one_though_nobody_acts(self, cast, read, arrange):
        a, b = _story(cast, "A"), _story(cast, "B")
        ends = NOON + 6 * HOUR
        arrange(SetContainer("p", {"layout": "single"}), *_placed(a, b), SetCard("A", {"until": moment_text(ends)}))
        assert _headlines(read("/", ends - timedelta(seconds=1))) == ["A"]
        assert _headlines(read("/", ends)) == ["B"]

    def test_a_front_that_is_ahead_is_there_at_its_minute_and_not_before(self, cast, read, arrange, front):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a))
        arrange(*_placed(b), issue=False)
        six = NOON + 18 * HOUR
        workflow.issue_front(front, by=cast.editor, live_from=six, now=NOON + 2 * MINUTE)
        assert _headlines(read("/", six - timedelta(seconds=1))) == ["A"]
        assert _headlines(read("/", six)) == ["A", "B"]

    def test_a_scheduled_story_waits_in_its_place_until_it_is_live(self, cast, read, arrange):
        draft = make_article(by=cast.reporter, headline="Later", slug="later", now=NOON)
        workflow.file(draft, by=cast.reporter, now=NOON)
        workflow.publish(draft, by=cast.editor, live_from=NOON + 3 * HOUR, now=NOON)
        arrange(*_placed(draft, _story(cast, "A")), SetCard("Later", {"headline": "Secret words"}))
        assert _headlines(read("/", NOON + 2 * HOUR)) == ["A"] and "Secret" not in text(read("/", NOON + 2 * HOUR))
        assert _headlines(read("/", NOON + 3 * HOUR)) == ["Secret words", "A"]

    def test_a_pulled_story_keeps_its_place_and_comes_back(self, cast, read, arrange):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a, b), SetCard("A", {"headline": "Mill fire"}))
        workflow.pull(a, by=cast.editor, now=NOON + 2 * MINUTE)
        assert _headlines(read("/")) == ["B"] and "Mill fire" not in text(read("/"))
        workflow.restore(a, by=cast.editor, now=NOON + 3 * MINUTE)
        assert _headlines(read("/")) == ["Mill fire", "B"]

    def test_it_is_rolled_back_to_yesterdays(self, cast, read, arrange, front):
        a, b = _story(cast, "A"), _story(cast, "B")
        first = arrange(*_placed(a))
        arrange(*_placed(b), Move("B", "p"), Remove("A"), now=NOON + 2 * MINUTE)
        assert _headlines(read("/")) == ["B"]
        workflow.roll_back(front, by=cast.editor, to=first, now=NOON + 3 * MINUTE)
        assert _headlines(read("/")) == ["A"]

    def test_staff_see_the_front_of_another_moment_past_and_to_come(
        self, cast, client, read, arrange, front, no_second_factor
    ):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a))
        arrange(*_placed(b), Remove("A"), issue=False)
        six = NOON + 18 * HOUR
        workflow.issue_front(front, by=cast.editor, live_from=six, now=NOON + 2 * MINUTE)
        client.force_login(cast.reporter)
        for moment, shown in ((NOON + MINUTE, ["A"]), (six - MINUTE, ["A"]), (six, ["B"])):
            assert _headlines(read(address_as_of(moment, "/"), client=client)) == shown, moment
        client.force_login(cast.stranger)
        assert read(address_as_of(six, "/"), client=client).status_code in {302, 403}


class TestPages:
    def test_a_section_has_its_own_front_and_all_its_stories_beside_it(self, cast, read):
        a, b = _story(cast, "A"), _story(cast, "B")
        section = workflow.begin_front("section", section=make_section("City"), by=cast.editor, now=NOON)
        assert "<h1" in text(read("/section/city/"))
        workflow.arrange(section, SetContainer("top", {"rule": "none"}), by=cast.editor, now=NOON)
        for key in ("more", "list"):
            workflow.arrange(section, RemoveContainer(key), by=cast.editor, now=NOON)
        workflow.arrange(section, Place("top", str(a.uid), "a"), by=cast.editor, now=NOON)
        workflow.issue_front(section, by=cast.editor, now=NOON + MINUTE)
        page = read("/section/city/")
        assert _headlines(page) == ["A"] and 'href="/section/city/all/"' in text(page)
        every = read("/section/city/all/")
        assert {"A", "B"} == set(_headlines(every)) and 'content="noindex, follow"' in text(every) and b
        assert read("/section/nowhere/all/").status_code == 404

    def test_a_special_is_found_once_it_is_issued_and_until_it_is_emptied(self, cast, read):
        a = _story(cast, "A")
        made = workflow.begin_front("special", by=cast.editor, title="Election night", now=NOON)
        assert read("/special/election-night/").status_code == 404
        workflow.arrange(made, Place("top", str(a.uid), "a"), by=cast.editor, now=NOON)
        workflow.issue_front(made, by=cast.editor, now=NOON + MINUTE)
        page = read("/special/election-night/")
        assert _headlines(page) == ["A"] and "<title>Election night" in text(page)
        workflow.arrange(made, RemoveContainer("top"), by=cast.editor, now=NOON + 2 * MINUTE)
        workflow.issue_front(made, by=cast.editor, now=NOON + 3 * MINUTE)
        assert read("/special/election-night/").status_code == 404

    def test_the_breaking_banner_stays_pinned_over_it(self, cast, read, arrange):
        a = _story(cast, "A")
        arrange(*_placed(a))
        workflow.show_banner(a, by=cast.editor, text="Fire at the mill", now=NOON + 2 * MINUTE)
        page = text(read("/"))
        assert page.index("Fire at the mill") < page.index("<main")

    def test_the_page_says_what_it_was_made_of(self, cast, read, arrange):
        a, b = _story(cast, "A"), _story(cast, "B")
        arrange(*_placed(a, b))
        workflow.pull(b, by=cast.editor, now=NOON + 2 * MINUTE)
        keys = read("/", LATER)["Surrogate-Key"].split()
        assert {"front:home", f"article:{a.pk}", f"story:{a.uid}", f"story:{b.uid}"} <= set(keys)
        assert "front:section:" in read("/section/city/")["Surrogate-Key"]
        assert "nope" not in read("/special/nope/")["Surrogate-Key"], "a special's address may be nobody's to read yet"
