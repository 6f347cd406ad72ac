"""The desk's room of fronts: the list, the screen, a card's sheet and its warnings, by plain forms."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.fronts.arrangement import Sublink, moment_text
from articles.fronts.operations import AddContainer, Place, Remove, SetCard
from articles.models import Front, MostRead
from media.renditions import make_renditions
from newsroom.record.canonical import stamp
from tests.makers import NOON, make_article, make_live, make_photo, make_section, use_of

from .pages import HOUR, LATER, MINUTE, do, page_of, top_of, url_of


class TestWho:
    ROLES = {
        "editor": (200, True, True),
        "duty_editor": (200, True, True),
        "copy_editor": (200, True, False),
        "reporter": (200, False, False),
        "photo_editor": (200, False, False),
        "lawyer": (200, False, False),
        "photographer": (403, False, False),
        "administrator": (403, False, False),
        "stranger": (403, False, False),
    }

    @pytest.mark.parametrize("role", ROLES)
    def test_who_sees_arranges_and_issues(self, cast, as_, front, role):
        status, arranges, issues = self.ROLES[role]
        client = as_(getattr(cast, role))
        shown = client.get(url_of(front))
        assert client.get(reverse("admin:fronts")).status_code == shown.status_code == status
        assert (b"Make it the lead" in shown.content) == arranges
        assert (b"Issue front" in shown.content) == issues
        done = client.post(url_of(front, "front_do"), {"do": "remove", "card": "a"})
        assert done.status_code == (302 if arranges else 403)
        client.post(url_of(front, "front_issue"))
        assert front.editions.exists() == issues

    def test_a_front_that_is_not_there_says_so(self, cast, as_):
        assert as_(cast.editor).get("/admin/fronts/99/").status_code == 404

    def test_its_editors_are_set_by_who_begins_fronts(self, cast, as_, front):
        address = url_of(front, "front_editors")
        assert as_(cast.reporter).get(address).status_code == 403
        as_(cast.editor).post(address, {"editors": [cast.reporter.pk]})
        assert b"Issue front" in as_(cast.reporter).get(url_of(front)).content


class TestBeginning:
    def test_a_page_is_begun_by_a_button(self, cast, as_):
        section = make_section("Sport")
        client = as_(cast.editor)
        client.post(reverse("admin:fronts"), {"kind": "home"})
        client.post(reverse("admin:fronts"), {"kind": "section", "section": section.pk})
        client.post(reverse("admin:fronts"), {"kind": "special", "title": "Election night"})
        page = client.get(reverse("admin:fronts")).content.decode()
        assert Front.objects.count() == 3 and "Election night" in page and "Curate the home page" not in page

    def test_a_reporter_begins_none(self, cast, as_):
        assert as_(cast.reporter).post(reverse("admin:fronts"), {"kind": "home"}).status_code == 403


class TestTheList:
    @pytest.mark.parametrize(
        "said", [{}, {"kind": "section", "section": "x"}, {"kind": "special"}, {"kind": "home", "n": 2}]
    )
    def test_what_cannot_be_begun_says_why(self, cast, as_, front, said):
        response = as_(cast.editor).post(reverse("admin:fronts"), said, follow=True)
        assert response.status_code == 200 and "messagelist" in response.content.decode()
        assert Front.objects.count() == 1


class TestArranging:
    def test_a_story_is_placed_from_the_list(self, cast, as_, front, stories):
        client = as_(cast.editor)
        page = client.get(url_of(front)).content.decode()
        assert f'value="{stories[2].uid}"' in page and f'name="story" value="{stories[0].uid}"' not in page
        do(client, front, do="place", part="top", story=str(stories[2].uid))
        assert top_of(front) == "ab*"

    def test_it_is_moved_made_the_lead_and_taken_off_by_buttons(self, cast, as_, front):
        client = as_(cast.editor)
        page = page_of(client.get(url_of(front)))
        down = page.xpath("//li[@id='a']//button[@data-down]/@value")[0]
        do(client, front, do="move", card="a", to=down)
        assert top_of(front) == "ba"
        lead = page_of(client.get(url_of(front))).xpath(
            "//li[@id='a']//button[starts-with(@aria-label, 'Make it')]/@value"
        )[0]
        do(client, front, do="move", card="a", to=lead)
        assert top_of(front) == "ab"
        do(client, front, do="remove", card="a")
        assert top_of(front) == "b"

    def test_a_button_of_a_screen_that_is_behind_still_moves_its_own_card(self, cast, as_, front, stories):
        client = as_(cast.editor)
        down = page_of(client.get(url_of(front))).xpath("//li[@id='a']//button[@data-down]/@value")[0]
        workflow.arrange(front, Place("top", str(stories[2].uid), "c"), by=cast.duty_editor, now=LATER)
        do(client, front, do="move", card="a", to=down)
        assert top_of(front) == "bac"

    def test_parts_are_set_added_moved_and_taken_away(self, cast, as_, front):
        client, city = as_(cast.editor), make_section("City")
        said = {"do": "set-part", "part": "top", "title": "Now", "layout": "big", "fills": f"section:{city.uid}"}
        do(client, front, **said)
        do(client, front, do="add-part", title="More", layout="columns", fills="latest")
        front.refresh_from_db()
        added = front.working.containers[-1]
        assert (front.working.container("top").of, added.title, added.rule) == (str(city.uid), "More", "latest")
        do(client, front, do="move-part", part=added.key, before="top")
        do(client, front, do="remove-part", part="top")
        front.refresh_from_db()
        assert [each.key for each in front.working.containers][0] == added.key and not list(front.working.cards)

    @pytest.mark.parametrize(
        "said",
        [
            {},
            {"do": "dance"},
            {"do": "move", "card": "gone", "to": "top first"},
            {"do": "move", "card": "a", "to": ""},
            {"do": "place", "part": "top", "story": "nonsense"},
            {"do": "place", "part": "nowhere", "story": "nonsense"},
            {"do": "set-part", "part": "top", "layout": "round"},
            {"do": "set-part", "part": "top", "layout": "big", "fills": "tag:nonsense"},
            {"do": "remove-part"},
        ],
    )
    def test_bad_input_gets_a_sentence_and_changes_nothing(self, cast, as_, front, said):
        before = front.arrangement
        response = do(as_(cast.editor), front, **said)
        front.refresh_from_db()
        assert response.status_code == 200 and "messagelist" in response.content.decode()
        assert front.arrangement == before

    def test_a_card_is_set_on_its_sheet_and_only_what_was_changed(self, cast, as_, front, stories):
        client = as_(cast.editor)
        address = url_of(front, "front_card", "a")
        assert b"Story a" in client.get(address).content
        workflow.arrange(front, SetCard("a", {"kicker": "Harbour"}), by=cast.duty_editor, now=LATER)
        said = {"headline": "In other words", "kicker": "Harbour", "size": "flash", "until": "2026-11-22T18:00"}
        links = {"link_0": str(stories[2].uid), "text_0": "How it began"}
        response = client.post(address, {**said, **links, "byline": "on"})
        assert response.status_code == 302
        front.refresh_from_db()
        card = front.working.card("a")
        assert (card.headline, card.kicker, card.size, card.byline) == ("In other words", "Harbour", "flash", 1)
        assert card.sublinks[0].text == "How it began" and card.until == "2026-11-22T18:00:00+00:00"
        page = client.get(url_of(front)).content.decode()
        assert "until 22 Nov, 18:00" in page and "1 line beneath" in page

    def test_a_card_that_is_gone_or_filled_in_wrongly_says_so(self, cast, as_, front):
        client = as_(cast.editor)
        assert (
            "not on this front any more" in client.get(url_of(front, "front_card", "zz"), follow=True).content.decode()
        )
        response = client.post(url_of(front, "front_card", "a"), {"size": "huge", "until": "soon"})
        assert response.status_code == 422 and b"Write a day and a time" in response.content
        assert as_(cast.reporter).post(url_of(front, "front_card", "a"), {}).status_code == 403

    def test_a_sheet_opened_before_a_colleague_changed_the_card_leaves_that_change_alone(self, cast, as_, front):
        client = as_(cast.editor)
        address = url_of(front, "front_card", "a")
        opened = page_of(client.get(address)).xpath("//input[@name='opened']/@value")[0]
        workflow.arrange(front, SetCard("a", {"headline": "Theirs"}), by=cast.duty_editor, now=LATER)
        assert client.post(address, {"opened": opened, "kicker": "Mine", "headline": ""}).status_code == 302
        front.refresh_from_db()
        assert (front.working.card("a").headline, front.working.card("a").kicker) == ("Theirs", "Mine")

    @pytest.mark.parametrize("opened", ["", "[]", "{", '{"kicker": 1}'])
    def test_a_sheet_that_does_not_say_how_it_was_opened_is_set_all_the_same(self, cast, as_, front, opened):
        said = {"opened": opened, "kicker": "Harbour"}
        assert as_(cast.editor).post(url_of(front, "front_card", "a"), said).status_code == 302
        front.refresh_from_db()
        assert front.working.card("a").kicker == "Harbour"

    def test_a_moment_that_is_past_takes_no_story_off_unasked(self, cast, as_, front):
        client = as_(cast.editor)
        response = client.post(url_of(front, "front_card", "a"), {"until": "2020-01-01T10:00"})
        assert response.status_code == 422
        assert "That moment is past. Choose one ahead" in response.content.decode()
        front.refresh_from_db()
        assert front.working.card("a").until == ""

    def test_a_card_whose_time_is_over_can_still_be_set_otherwise(self, cast, as_, front):
        workflow.arrange(front, SetCard("a", {"until": moment_text(NOON)}), by=cast.editor, now=NOON)
        said = {"until": "2026-11-22T12:00", "kicker": "Harbour"}
        assert as_(cast.editor).post(url_of(front, "front_card", "a"), said).status_code == 302
        front.refresh_from_db()
        assert front.working.card("a").kicker == "Harbour"


class TestWhatIsShown:
    def test_who_pays_for_a_story_is_said_where_it_can_be_placed(self, cast, as_, front):
        paid = {"paid_as": "advertisement", "sponsor": "Harbour Bank", "sponsor_url": "https://bank.example.org/"}
        terms = {"paid_from": stamp(NOON), "paid_until": stamp(NOON + 5 * HOUR)}
        advert = make_article(by=cast.editor, headline="Save with us", slug="save", now=NOON, **paid, **terms)
        workflow.file(advert, by=cast.editor, now=NOON)
        workflow.publish(advert, by=cast.duty_editor, now=NOON)
        page = page_of(as_(cast.editor).get(url_of(front)))
        said = [one.text_content() for one in page.find_class("front-paid")]
        assert said == ["Advertisement: paid for and controlled by Harbour Bank"]

    def test_each_state_is_said_with_what_readers_see_instead(self, cast, as_, front, stories):
        draft = make_article(by=cast.reporter, headline="Later", slug="later", now=NOON)
        workflow.embargo(draft, by=cast.reporter, until=LATER + HOUR, now=NOON)
        workflow.file(draft, by=cast.reporter, now=NOON)
        workflow.publish(draft, by=cast.editor, live_from=LATER + HOUR, now=NOON)
        workflow.arrange(front, Place("top", str(draft.uid), "d"), by=cast.editor, now=NOON)
        over = {"until": moment_text(NOON + MINUTE)}
        workflow.arrange(front, SetCard("b", over), by=cast.editor, now=NOON)
        workflow.arrange(front, SetCard("a", {"headline": "x" * 90}), by=cast.editor, now=NOON)
        page = as_(cast.editor).get(url_of(front)).content.decode()
        assert "90 characters: over its lines (70)" in page and "Under embargo until" in page
        assert "Its time was over at" in page and "Goes live 22 Nov, 14:00" in page
        workflow.pull(stories[0], by=cast.editor, now=LATER)
        page = page_of(as_(cast.editor).get(url_of(front)))
        row = page.get_element_by_id("a")
        assert "struck" in row.get("class") and "until it is restored" in row.text_content()
        assert "Story c" in page.xpath("//ol[@class='front-rest']")[0].text_content(), "filled by the latest"

    def test_a_photo_that_lapsed_is_said(self, cast, as_, front):
        photo = make_photo(by=cast.photo_editor)
        make_renditions(photo, now=NOON)
        story = make_live(cast, headline="With", slug="with", photos=(use_of(photo),), now=NOON)
        workflow.arrange(front, Place("top", str(story.uid), "p"), by=cast.editor, now=LATER)
        client = as_(cast.editor)
        assert "without a picture" not in client.get(url_of(front)).content.decode()
        from media import rights

        rights.withdraw_photo(photo, by=cast.photo_editor, reason="An order", now=LATER)
        assert "readers see the card without a picture" in client.get(url_of(front)).content.decode()

    def test_a_restricted_story_is_named_to_nobody_else(self, cast, as_, front, stories):
        workflow.restrict(stories[0], by=cast.duty_editor, people=[cast.duty_editor], now=LATER)
        page = as_(cast.editor).get(url_of(front)).content.decode()
        assert "Story a" not in page.split("front-parts")[0] and "A story you may not see" in page

    def test_the_lists_have_what_can_be_placed_and_searching_finds_it(self, cast, as_, front):
        draft = make_article(by=cast.reporter, headline="Only a draft", slug="draft", now=NOON)
        ahead = make_article(by=cast.reporter, headline="Out at two", slug="two", now=NOON)
        workflow.file(ahead, by=cast.reporter, now=NOON)
        workflow.publish(ahead, by=cast.editor, live_from=LATER + HOUR, now=NOON)
        client = as_(cast.editor)
        for asked, there, missing in (
            ({}, "Story c", "Out at two"),
            ({"from": "ahead"}, "Out at two", "Story c"),
            ({"from": "board"}, "Story c", "Out at two"),
            ({"q": "out two"}, "Out at two", "Story c"),
            ({"section": "city"}, "Story c", "Out at two"),
        ):
            page = page_of(client.get(url_of(front), asked)).xpath("//ul[@class='front-list']")[0].text_content()
            assert there in page and missing not in page and "Only a draft" not in page, asked
        assert draft

    def test_what_is_read_most_can_be_placed_in_its_order(self, cast, as_, front, stories):
        for place, story in enumerate(reversed(stories), start=1):
            MostRead.objects.create(key="day", place=place, article=story)
        page = page_of(as_(cast.editor).get(url_of(front), {"from": "most-read"}))
        found = [each.text_content() for each in page.xpath("//ul[@class='front-list']//bdi")]
        assert found == ["Story c", "Story b", "Story a"]
        assert page.xpath("//nav[@class='front-tabs']/a[@aria-current]/text()") == ["Most read"]

    def test_an_open_screen_asks_for_itself_and_hears_what_colleagues_did(self, cast, as_, front):
        client = as_(cast.editor)
        first = client.get(url_of(front))
        again = client.get(url_of(front), headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        with time_machine.travel(LATER + MINUTE, tick=False):
            workflow.arrange(front, Remove("a"), by=cast.duty_editor)
            now = client.get(url_of(front), headers={"If-None-Match": first["ETag"]})
        assert now.status_code == 200 and now["ETag"] != first["ETag"]
        assert not page_of(now).xpath("//li[@data-card='a']") and page_of(first).xpath(
            "//li[@data-card='a']/@data-mark"
        )

    def test_a_pull_and_an_issue_are_news_to_an_open_screen(self, cast, as_, front, stories):
        client = as_(cast.editor)
        tags = [client.get(url_of(front))["ETag"]]
        workflow.pull(stories[0], by=cast.editor, now=LATER)
        tags.append(client.get(url_of(front))["ETag"])
        workflow.issue_front(front, by=cast.editor, now=LATER)
        tags.append(client.get(url_of(front))["ETag"])
        assert len(set(tags)) == 3

    def test_the_screen_takes_as_many_queries_however_many_cards(self, cast, as_, front, stories):
        client = as_(cast.editor)

        def count() -> int:
            client.get(url_of(front))
            with CaptureQueriesContext(connection) as captured:
                client.get(url_of(front))
            return len(captured)

        few = count()
        for number in range(6):
            story = make_live(cast, headline=f"More {number}", slug=f"more-{number}", now=NOON - HOUR)
            workflow.arrange(front, Place("top", str(story.uid), f"m{number}"), by=cast.editor, now=LATER)
            added = AddContainer(f"p{number}", {"title": f"P {number}", "rule": "latest"})
            workflow.arrange(front, added, by=cast.editor, now=LATER)
        assert count() <= few + 1 and few < 50


class TestWarnings:
    @staticmethod
    def _said(client, front) -> list[str]:
        page = page_of(client.get(url_of(front)))
        return [" ".join(each.text_content().split()) for each in page.xpath("//div[@id='front-notes']/p")]

    def test_a_story_that_stands_there_twice_is_named(self, cast, as_, front, stories):
        client = as_(cast.editor)
        assert self._said(client, front) == []
        workflow.arrange(front, Place("top", str(stories[0].uid), "c", again=True), by=cast.editor, now=LATER)
        assert self._said(client, front) == ["“Story a” stands there twice."]

    def test_one_that_stands_on_a_card_and_as_a_line_under_another_is_named(self, cast, as_, front, stories):
        workflow.arrange(front, SetCard("a", {"sublinks": (Sublink(str(stories[1].uid)),)}), by=cast.editor, now=LATER)
        assert self._said(as_(cast.editor), front) == ["“Story b” stands there twice."]

    def test_a_lead_that_is_old_is_said_with_its_hours(self, cast, as_, front):
        with time_machine.travel(NOON + 8 * HOUR, tick=False):
            assert self._said(as_(cast.editor), front) == ["The lead is 8 hours old."]

    def test_five_pictures_in_a_row_are_said_as_readers_see_them(self, cast, as_):
        front = workflow.begin_front("special", by=cast.editor, title="Pictures", now=NOON)
        client = as_(cast.editor)
        for number in range(5):
            use = use_of(make_photo(by=cast.reporter))
            story = make_live(cast, headline=f"P {number}", slug=f"p-{number}", photos=(use,), now=NOON - HOUR)
            make_renditions(story.photos.get().photo)
            workflow.arrange(front, AddContainer(f"p{number}", {"layout": "single"}), by=cast.editor, now=LATER)
            workflow.arrange(front, Place(f"p{number}", str(story.uid), f"c{number}"), by=cast.editor, now=LATER)
            front.refresh_from_db()
            assert self._said(client, front) == (["Five pictures stand in a row."] if number == 4 else [])
        workflow.arrange(front, SetCard("c2", {"photo": "none"}), by=cast.editor, now=LATER)
        assert self._said(client, front) == []
