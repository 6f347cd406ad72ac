"""What the paper says of how it works: issued, read, changed, taken back, never rewritten."""

import re
from datetime import timedelta

import pytest
from django.utils import translation

from articles import workflow
from articles.models import Contributor
from newsroom.paper import markup, policy_verbs
from newsroom.paper.models import Paper, PolicyEdition
from newsroom.paper.policies import KINDS
from newsroom.paper.policy_verbs import Refused, broken_policies, issue_policy, take_policy_back
from newsroom.paper.verbs import NotAllowed
from newsroom.record.models import Change, LogEntry
from newsroom.staff.roles import PERMISSIONS
from tests.makers import NOON, make_article, make_contributor, make_live
from tests.public.test_structured import of_type
from tests.readers import LATER, text

OTHERS = [role.replace(" ", "_") for role in PERMISSIONS if role != "managing editor"]
TEXT = "We pay for our own coffee.\n\n## Gifts\n\n- none\n- [not even](https://gifts.example/) small ones"
HOUR = timedelta(hours=1)


@pytest.fixture
def issue(cast, django_capture_on_commit_callbacks):
    """Issue a policy as the managing editor does, to the end of the act."""

    def _issue(kind="ethics", said=TEXT, at=NOON, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return issue_policy(kind, said, by=cast.managing_editor, now=at, **fields)

    return _issue


def test_readers_have_it_at_once_and_every_page_leads_to_it(issue, read, cast):
    make_live(cast)
    assert read("/about/ethics/").status_code == 404 and "/about/" not in text(read("/"))
    issue()
    page = text(read("/about/ethics/"))
    assert "<h2>Gifts</h2>" in page and '<li><a href="https://gifts.example/">not even</a> small ones</li>' in page
    assert "In force from" in page and "22 November 2026" in page
    for path in ("/", "/section/city/", "/corrections/", "/nope/"):
        assert '<a href="/about/ethics/">Ethics</a>' in text(read(path)), path


def test_machines_are_told_each_policy_by_its_name(issue, read):
    for code in KINDS:
        issue(code, f"What holds for {code}.")
    paper = of_type(text(read("/")), "NewsMediaOrganization")
    for name in (
        "ethicsPolicy", "correctionsPolicy", "verificationFactCheckingPolicy", "unnamedSourcesPolicy", "masthead",
        "noBylinesPolicy", "missionCoveragePrioritiesPolicy", "diversityPolicy", "diversityStaffingReport",
        "ownershipFundingInfo", "actionableFeedbackPolicy", "publishingPrinciples",
    ):  # fmt: skip
        assert paper[name].startswith("http://127.0.0.1:8000/about/"), name
        assert read(paper[name].removeprefix("http://127.0.0.1:8000")).status_code == 200, name
    assert of_type(text(read("/about/")), "AboutPage")["publisher"]["masthead"] == paper["masthead"]
    assert of_type(text(read("/about/contact/")), "ContactPage")["url"].endswith("/about/contact/")


def test_every_title_is_there_in_arabic():
    with translation.override("ar"):
        titles = {code: str(kind.title) for code, kind in KINDS.items()}
    assert {code for code, title in titles.items() if re.search("[a-z]", title)} == set()


def test_it_is_an_edition_on_the_record_and_verifies(issue):
    issue()
    issue(said="Another text.", note="Tea as well.", at=NOON + HOUR)
    first, second = PolicyEdition.objects.order_by("number")
    assert (second.number, second.previous, second.note) == (2, first.digest, "Tea as well.")
    entry = LogEntry.objects.filter(verb="issue policy").latest("number")
    assert (entry.subject, entry.facts, entry.edition_digest) == ("policy:ethics", '{"version":2}', second.digest)
    assert list(Change.objects.filter(number=entry.number).values_list("tag", flat=True)) == ["policy:ethics"]
    assert list(broken_policies()) == []
    PolicyEdition.objects.filter(pk=first.pk).update(text="We were given coffee.")
    assert any("ethics v1 does not verify" in said for said in broken_policies())


def test_the_audit_says_when_the_tail_of_a_policy_was_cut(issue):
    issue()
    issue(said="Another text.", at=NOON + HOUR)
    PolicyEdition.objects.filter(number=2).delete()
    assert any("tail of its chain was cut" in said for said in broken_policies())


def test_earlier_versions_stay_readable_and_say_that_they_are(issue, read):
    issue()
    issue(said="Another text.", note="Tea as well.", at=NOON + HOUR)
    at = NOON + 2 * HOUR
    page = text(read("/about/ethics/", at))
    assert "Another text." in page and "Gifts" not in page
    assert 'href="/about/ethics/1/"' in page and "Tea as well." in page
    old = text(read("/about/ethics/1/", at))
    assert "Gifts" in old and "This is an earlier version." in old and 'content="noindex"' in old
    assert "canonical" not in old and read("/about/ethics/3/", at).status_code == 404


def test_what_is_taken_back_is_gone_with_its_versions_and_from_every_foot(issue, read, cast):
    issue()
    issue("contact", "Write to us.")
    with pytest.raises(Refused, match="Say why"):
        take_policy_back("ethics", by=cast.managing_editor, note=" ", now=NOON + HOUR)
    take_policy_back("ethics", by=cast.managing_editor, note="It is being rewritten.", now=NOON + HOUR)
    at = NOON + 2 * HOUR
    for path in ("/about/ethics/", "/about/ethics/1/"):
        assert read(path, at).status_code == 404
    assert "Ethics" not in text(read("/", at)) and "Contact" in text(read("/", at))
    assert Paper.objects.get().policies == "contact" and PolicyEdition.objects.filter(kind="ethics").count() == 2


def test_as_of_an_earlier_moment_an_earlier_version_stands(issue, as_, cast, read):
    from newsroom.pagecache.links import address_as_of

    issue()
    issue(said="Another text.", at=NOON + 2 * HOUR)
    page = as_(cast.managing_editor).get(address_as_of(NOON + HOUR, "/about/ethics/"))
    assert "Gifts" in text(page) and "Another text." not in text(page)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_may(cast, who):
    for act in (
        lambda by: issue_policy("ethics", TEXT, by=by, now=NOON),
        lambda by: take_policy_back("ethics", by=by, note="x", now=NOON),
    ):
        with pytest.raises(NotAllowed):
            act(getattr(cast, who))
    assert not PolicyEdition.objects.exists()


@pytest.mark.parametrize(
    ("kind", "said", "fields", "sentence"),
    [
        ("ethics", " \n", {}, "There is no text"),
        ("astrology", "x", {}, "“astrology” is no policy"),
        ("ethics", "x" * (policy_verbs.LONGEST + 1), {}, "20000 fit"),
        ("ethics", "x", {"note": "x" * 301}, "300 fit"),
        ("ethics", "x", {"base": 4}, "issued version 0 while you wrote"),
        ("ethics", "See [x](javascript:alert(1)).", {}, r"“\[x\]\(javascript:alert” leads nowhere"),
        ("ethics", "[y](//evil.example)", {}, "leads nowhere. Write a link as"),
        ("ethics", "[us](http//gull.example", {}, "leads nowhere"),
    ],
)
def test_what_cannot_be_issued_is_a_sentence(issue, kind, said, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        issue(kind, said, **fields)
    assert not PolicyEdition.objects.exists()


def test_links_that_lead_somewhere_and_brackets_that_are_none_are_issued(issue):
    issue(said="[us](https://gull.example/a) [desk](mailto:desk@gull.example) [how](/about/) and [sic] (so it was)")
    assert PolicyEdition.objects.count() == 1


def test_the_same_again_and_what_was_written_from_an_older_version_are_refused(issue):
    issue()
    with pytest.raises(Refused, match="nothing was changed"):
        issue()
    issue(said="Another text.", base=1)
    with pytest.raises(Refused, match="Managing Editor issued version 2 while you wrote"):
        issue(said="A third text.", base=1)


def test_nothing_typed_is_markup_of_the_page(issue, read):
    issue(said='<script>alert(1)</script> [z](https://ok.example/"onclick=)')
    page = text(read("/about/ethics/"))
    assert "<script>alert" not in page
    assert 'href="https://ok.example/&quot;onclick="' in page


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("one\ntwo\n\nthree", ["paragraph 2", "paragraph 1"]),
        ("## Head\ntext\n- a\n- b\nafter", ["head 1", "paragraph 1", "list 2", "paragraph 1"]),
        ("", []),
        ("[", ["paragraph 1"]),
    ],
)
def test_the_marks_are_read_piece_by_piece(said, read_as):
    assert [f"{piece.what} {len(piece.lines)}" for piece in markup.pieces(said)] == read_as


class TestMasthead:
    """It lists the writers by itself, as far as readers know them."""

    @pytest.fixture
    def masthead(self, issue, cast):
        def _account(name, person):
            Contributor.objects.filter(pk=make_contributor(name).pk).update(account=person)

        make_live(cast)
        _account("Writer A", cast.reporter)
        hidden = make_contributor("Zq Secret")
        _account("Zq Secret", cast.second_reporter)
        from articles.content import ContentByline

        make_article(by=cast.reporter, bylines=(ContentByline(str(hidden.uid), hidden.name),), slug="draft")
        issue("masthead", "", lists_writers=True)

    def test_it_has_who_works_here_and_has_written_something_readers_have(self, masthead, read):
        page = text(read("/about/masthead/"))
        assert '<a href="/by/writer-a/"><bdi>Writer A</bdi></a>' in page

    def test_it_has_nobody_whose_name_only_a_draft_has(self, masthead, read):
        assert "Zq Secret" not in text(read("/about/masthead/"))

    def test_who_left_is_no_longer_on_it(self, masthead, read, cast):
        cast.reporter.is_active = False
        cast.reporter.save(update_fields=["is_active"])
        assert "Writer A" not in text(read("/about/masthead/"))

    def test_a_writer_whose_only_story_is_pulled_is_not_on_it(self, masthead, read, cast):
        from articles.models import Article

        workflow.pull(Article.objects.get(stage="at_rest"), by=cast.editor, now=NOON + HOUR / 2)
        assert "Writer A" not in text(read("/about/masthead/", LATER))


def test_a_policy_takes_three_queries_and_a_foot_none(issue, selects, cast):
    make_live(cast)
    before = len(selects("/"))
    issue()
    issue("contact", "Write to us.")
    assert len(selects("/")) == before
    assert len(selects("/about/ethics/")) == 3


class TestRoom:
    ROOM = "/admin/paper/policies/"

    @pytest.mark.parametrize("who", OTHERS)
    def test_it_opens_for_nobody_else(self, as_, cast, who):
        client = as_(getattr(cast, who))
        for path in (self.ROOM, f"{self.ROOM}ethics/"):
            assert client.get(path).status_code == 403
        assert client.post(f"{self.ROOM}ethics/", {"text": "x"}).status_code == 403

    def test_it_says_what_is_missing_why_it_matters_and_what_machines_call_it(self, as_, cast, issue):
        issue()
        page = text(as_(cast.managing_editor).get(self.ROOM))
        assert f"{len(KINDS) - 1} are missing" in page
        assert "ownershipFundingInfo" in page and "The Trust Project" in page
        assert "where its money comes from" in page
        assert "Version 1, from 22 November 2026, issued by Managing Editor" in page

    def test_a_policy_is_written_looked_at_and_issued(self, as_, cast, read, django_capture_on_commit_callbacks):
        client, path = as_(cast.managing_editor), f"{self.ROOM}fact-checking/"
        base = re.search(r'name="base" value="(\d+)"', text(client.get(path)))[1]
        looked = client.post(path, {"text": TEXT, "base": base, "preview": "1"})
        assert "<h2>Gifts</h2>" in text(looked) and "readers do not see this page" in text(looked)
        assert not PolicyEdition.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(path, {"text": TEXT, "base": base})
        assert (answer.status_code, answer["Location"]) == (302, self.ROOM)
        assert PolicyEdition.objects.get().kind == "fact_checking"

    def test_what_is_refused_keeps_what_was_typed(self, as_, cast, issue):
        issue()
        answer = as_(cast.managing_editor).post(f"{self.ROOM}ethics/", {"text": "Mine, from before.", "base": "0"})
        assert answer.status_code == 422
        assert "issued version 1 while you wrote" in text(answer) and "Mine, from before." in text(answer)

    def test_it_is_taken_back_with_a_reason(self, as_, cast, issue):
        issue()
        client, path = as_(cast.managing_editor), f"{self.ROOM}ethics/"
        assert "Say why" in text(client.post(path, {"text": TEXT, "base": "1", "take_back": "1"}))
        client.post(path, {"text": TEXT, "base": "1", "take_back": "1", "note": "Rewritten."})
        assert PolicyEdition.objects.latest("number").text == ""

    def test_one_that_is_none_is_not_found(self, as_, cast):
        assert as_(cast.managing_editor).get(f"{self.ROOM}astrology/").status_code == 404
