"""Sections, contributors and tags: who changes them, and that the record and readers' pages hear of it."""

from django.contrib.admin.models import LogEntry as AdminLogEntry

from articles.models import Tag
from newsroom.record.models import Change, LogEntry
from tests.makers import make_section, make_tag

NO_RULES = {"sign_off_rules-TOTAL_FORMS": "0", "sign_off_rules-INITIAL_FORMS": "0", "small_change_words": "12"}
NO_RULES |= {"when_rights_lapse": "leave_out"}
NO_ALIASES = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}


def test_renaming_a_section_is_on_the_record_and_touches_its_pages(as_, cast):
    section = make_section("City")
    said = {"name": "Town", "slug": "city", "description": "", "position": "1", "language": "en"}
    as_(cast.administrator).post(f"/admin/articles/section/{section.pk}/change/", said | NO_RULES)
    section.refresh_from_db()
    assert section.name == "Town"
    entry = LogEntry.objects.get(verb="change section", subject=f"section:{section.uid}")
    assert entry.by == cast.administrator
    assert Change.objects.filter(number=entry.number, tag=f"name:section:{section.pk}").exists()
    assert not AdminLogEntry.objects.exists()


def test_an_administrator_says_which_sign_offs_a_section_needs(as_, cast):
    section = make_section("City")
    said = {"name": "City", "slug": "city", "description": "", "position": "1", "language": "en"}
    row = {"capacity": "copy_desk", "kind": "", "parts": ["words", "placement"], "turn": "2", "section": section.pk}
    rules = NO_RULES | {"sign_off_rules-TOTAL_FORMS": "1"} | {f"sign_off_rules-0-{k}": v for k, v in row.items()}
    as_(cast.administrator).post(f"/admin/articles/section/{section.pk}/change/", said | rules)
    rule = section.sign_off_rules.get()
    assert (rule.capacity, rule.kind, rule.parts, rule.turn) == ("copy_desk", "", "words placement", 2)
    entry = LogEntry.objects.get(verb="ask for sign-offs", subject=f"section:{section.uid}")
    assert '"as":"copy_desk"' in entry.facts


def test_a_sign_off_that_covers_nothing_is_refused(as_, cast):
    section = make_section("City")
    said = {"name": "City", "slug": "city", "description": "", "position": "1", "language": "en"}
    row = {"capacity": "legal", "kind": "", "turn": "1", "section": section.pk}
    rules = NO_RULES | {"sign_off_rules-TOTAL_FORMS": "1"} | {f"sign_off_rules-0-{k}": v for k, v in row.items()}
    answer = as_(cast.administrator).post(f"/admin/articles/section/{section.pk}/change/", said | rules)
    assert answer.status_code == 200
    assert not section.sign_off_rules.exists()


def test_a_reporter_may_look_at_sections_and_not_change_them(as_, cast):
    section = make_section("City")
    client = as_(cast.reporter)
    assert client.get(f"/admin/articles/section/{section.pk}/change/").status_code == 200
    assert client.post(f"/admin/articles/section/{section.pk}/change/", {"name": "Mine"}).status_code == 403


def test_an_editor_gives_a_tag_another_name(as_, cast):
    tag = make_tag("Harbour")
    said = {"name": "Harbour", "slug": "harbour", "kind": "place", "description": ""}
    aliases = {"aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-name": "docks"}
    as_(cast.editor).post(f"/admin/articles/tag/{tag.pk}/change/", said | aliases | {"aliases-0-tag": str(tag.pk)})
    assert [alias.name for alias in tag.aliases.all()] == ["docks"]


def test_a_new_tag_is_on_the_record(as_, cast):
    said = {"name": "Ferries", "slug": "ferries", "kind": "topic", "description": ""}
    as_(cast.editor).post("/admin/articles/tag/add/", said | NO_ALIASES)
    tag = Tag.objects.get(name="Ferries")
    assert LogEntry.objects.filter(verb="add tag", subject=f"tag:{tag.uid}").exists()


def test_suggested_tags_are_found_by_alias(as_, cast):
    tag = make_tag("Harbour")
    tag.aliases.create(name="docks")
    found = as_(cast.reporter).get("/admin/articles/article/names/tags/", {"q": "dock"}).json()
    assert found == {"names": [{"name": "Harbour", "said": "docks"}]}
