"""Issuing a front from its sheet, what takes whose place, and going back, by plain forms."""

import pytest
import time_machine

from articles import workflow
from articles.fronts.operations import Place, Remove, SetCard
from tests.makers import NOON

from .pages import HOUR, LATER, MINUTE, do, page_of, top_of, url_of


class TestIssuing:
    def test_it_is_issued_now_planned_stopped_and_rolled_back(self, cast, as_, front, client):
        client = as_(cast.editor)
        issued = client.post(url_of(front, "front_issue"), {"version": front.version}, follow=True)
        assert "Readers have F-1 now." in issued.content.decode()
        do(client, front, do="remove", card="a")
        planned = client.post(url_of(front, "front_issue"), {"when": "at", "at": "2026-11-23T06:00"}, follow=True)
        assert "F-2 goes live 23 November, 06:00" in planned.content.decode()
        assert "Stop it" in client.get(url_of(front, "front_edition", 2)).content.decode()
        stopped = client.post(url_of(front, "front_edition", 2), {"recall": "1"}, follow=True)
        assert "F-2 was stopped" in stopped.content.decode()
        over = client.get(url_of(front, "front_edition", 2)).content.decode()
        assert "readers never had it" in over and "Stop it" not in over and "Roll back" not in over
        with time_machine.travel(LATER + MINUTE, tick=False):
            client.post(url_of(front, "front_issue"))
        with time_machine.travel(LATER + 2 * MINUTE, tick=False):
            assert "Roll back to F-1" in client.get(url_of(front, "front_edition", 1)).content.decode()
            back = client.post(url_of(front, "front_edition", 1), follow=True)
        assert "Readers have F-4 now, which is F-1 again." in back.content.decode() and top_of(front) == "ab"

    @pytest.mark.parametrize(
        "said", [{"version": "1"}, {"when": "at", "at": "soon"}, {"when": "at", "at": "2020-01-01T00:00"}]
    )
    def test_what_cannot_be_issued_says_why(self, cast, as_, front, said):
        response = as_(cast.editor).post(url_of(front, "front_issue"), said, follow=True)
        assert "error" in response.content.decode() and not front.editions.exists()

    def test_what_was_being_arranged_is_brought_back_by_a_button(self, cast, as_, front):
        client = as_(cast.editor)
        workflow.issue_front(front, by=cast.editor, now=NOON + MINUTE)
        do(client, front, do="remove", card="b")
        workflow.issue_front(front, by=cast.editor, now=NOON + 2 * MINUTE)
        do(client, front, do="remove", card="a")
        client.post(url_of(front, "front_edition", 1))
        assert top_of(front) == "ab" and "Bring it back" in client.get(url_of(front)).content.decode()
        client.post(url_of(front, "front_bring_back"))
        assert top_of(front) == ""

    def test_previews_show_what_is_arranged_and_are_kept_by_nobody(self, cast, as_, front, client):
        shown = as_(cast.reporter).get(url_of(front, "front_preview"))
        assert b"Story a" in shown.content and shown["Cache-Control"].startswith("private, no-store")
        for name in ("front_phone", "front_desktop"):
            assert b"<iframe" in client.get(url_of(front, name)).content
        workflow.issue_front(front, by=cast.editor, now=NOON)
        assert client.get(url_of(front, "front_preview"), {"edition": "1"}).status_code == 200
        assert client.get(url_of(front, "front_preview"), {"edition": "x"}).status_code == 404
        assert as_(cast.stranger).get(url_of(front, "front_preview")).status_code == 403, "the desk alone"


class TestWhatTakesWhosePlace:
    """A scheduled front takes the place of whatever was issued meanwhile: that is said before anything is done."""

    TOMORROW = NOON + 18 * HOUR

    @pytest.fixture
    def evening(self, cast, front, stories):
        """Readers have a and b; a and b are scheduled for tomorrow; c was put in their place tonight."""
        workflow.issue_front(front, by=cast.editor, now=NOON)
        workflow.arrange(front, SetCard("a", {"kicker": "Tomorrow"}), by=cast.editor, now=NOON)
        workflow.issue_front(front, by=cast.duty_editor, live_from=self.TOMORROW, now=NOON + MINUTE)
        workflow.arrange(front, Place("top", str(stories[2].uid), "c"), by=cast.editor, now=NOON + 2 * MINUTE)
        workflow.arrange(front, Remove("b"), by=cast.editor, now=NOON + 2 * MINUTE)
        front.refresh_from_db()
        return front

    def _sheet(self, client, front) -> str:
        return " ".join(
            page_of(client.get(url_of(front, "front_issue")))
            .xpath("string(//form[contains(@class,'front-issue')])")
            .split()
        )

    def test_the_screen_says_what_the_scheduled_one_lacks_and_leads_to_the_sheet(self, cast, as_, evening):
        page = page_of(as_(cast.editor).get(url_of(evening)))
        note = " ".join(page.xpath("string(//div[contains(@class,'front-note-warn')])").split())
        assert "F-2 takes the place of what readers have 23 November, 06:00" in note
        assert "Duty Editor scheduled it 22 Nov, 12:01" in note and note.endswith(
            "Arranged here, and not on it: Story c"
        )
        assert page.xpath("//a[@data-issue]/@href") == [url_of(evening, "front_issue")]
        assert not page.xpath("//button[@data-issue]")

    def test_the_sheet_says_what_goes_at_once_and_what_goes_tomorrow(self, cast, as_, evening):
        said = self._sheet(as_(cast.editor), evening)
        goes, then = said.split("And then yours goes away")
        assert "F-1, which readers have since 22 Nov, 12:00, by Editor" in goes
        assert "lose their card:Story b" in goes and "get one:Story c" in goes
        assert "F-2 takes its place 23 November, 06:00" in then and "not on it:Story c" in then

    def test_issued_from_it_the_scheduled_one_stays_and_the_answer_says_so(self, cast, as_, evening):
        said = {"version": evening.version, "seen": 2, "when": "now", "then": "leave"}
        answer = as_(cast.editor).post(url_of(evening, "front_issue"), said, follow=True).content.decode()
        assert "Readers have F-3 now. F-2 takes its place 23 November, 06:00" in answer
        assert evening.editions.ahead(LATER).get().number == 2

    def test_the_scheduled_one_is_stopped_with_it_where_that_is_asked(self, cast, as_, evening):
        said = {"version": evening.version, "seen": 2, "when": "at", "at": "2026-11-22T20:00", "then": "stop"}
        as_(cast.editor).post(url_of(evening, "front_issue"), said)
        assert [each.number for each in evening.editions.ahead(LATER)] == [3]
        assert evening.editions.get(number=2).recalled_at == LATER

    def test_one_that_is_refused_stops_nothing(self, cast, as_, evening):
        said = {"version": evening.version - 1, "seen": 2, "when": "now", "then": "stop"}
        answer = as_(cast.editor).post(url_of(evening, "front_issue"), said)
        assert answer.status_code == 422 and "changed this front since you looked" in answer.content.decode()
        assert evening.editions.get(number=2).recalled_at is None

    def test_nothing_is_issued_over_one_that_was_scheduled_unseen(self, cast, as_, evening):
        answer = as_(cast.editor).post(url_of(evening, "front_issue"), {"version": evening.version})
        page = answer.content.decode()
        assert answer.status_code == 422 and "F-2 is scheduled. Look at what takes whose place" in page
        assert evening.editions.count() == 2

    def test_once_it_was_shown_the_same_button_issues(self, cast, as_, evening):
        client = as_(cast.editor)
        sheet = page_of(client.post(url_of(evening, "front_issue"), {"version": evening.version - 1, "then": "leave"}))
        form = sheet.xpath("//form[contains(@class,'front-issue')]")[0]
        said = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
        assert (said["version"], said["seen"]) == (str(evening.version), "2")
        assert (
            "Readers have F-3 now." in client.post(url_of(evening, "front_issue"), said, follow=True).content.decode()
        )

    def test_one_scheduled_in_place_of_the_one_that_was_seen_is_not_stopped(self, cast, as_, evening):
        workflow.recall_front(evening.editions.get(number=2), by=cast.duty_editor)
        workflow.issue_front(evening, by=cast.duty_editor, live_from=self.TOMORROW)
        said = {"version": evening.version, "seen": 2, "when": "now", "then": "stop"}
        answer = as_(cast.editor).post(url_of(evening, "front_issue"), said)
        assert answer.status_code == 422 and "F-3 is scheduled" in answer.content.decode()
        assert [each.number for each in evening.editions.ahead(LATER)] == [3]

    def test_one_that_a_colleague_stopped_meanwhile_is_in_nobodys_way(self, cast, as_, evening):
        workflow.recall_front(evening.editions.get(number=2), by=cast.duty_editor)
        said = {"version": evening.version, "seen": 2, "when": "now", "then": "leave"}
        answer = as_(cast.editor).post(url_of(evening, "front_issue"), said, follow=True)
        assert "Readers have F-3 now." in answer.content.decode()

    def test_who_may_not_issue_is_not_shown_it(self, cast, as_, evening):
        assert as_(cast.reporter).get(url_of(evening, "front_issue")).status_code == 403
        assert as_(cast.copy_editor).post(url_of(evening, "front_issue"), {}).status_code == 403

    def test_the_page_of_the_scheduled_one_says_whose_place_it_takes(self, cast, as_, evening):
        page = as_(cast.editor).get(url_of(evening, "front_edition", 2)).content.decode()
        assert "It takes the place of F-1 23 November, 06:00" in page and "leaves readers F-1" in page

    def test_a_front_with_none_ahead_is_issued_in_one_act(self, cast, as_, front):
        page = page_of(as_(cast.editor).get(url_of(front)))
        assert page.xpath("//button[@data-issue]") and not page.xpath("//a[@data-issue]")
