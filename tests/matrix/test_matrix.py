"""Who may do what, to which story: roles × verbs × stages × what readers have, as the table says and no otherwise."""

from collections.abc import Iterator
from functools import cache

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, override_settings

from articles import workflow
from articles.admin import verbs
from articles.admin.buttons import buttons
from articles.admin.state import StoryState
from articles.admin.story import visible_story
from articles.models import Article, Front, RepublisherNotice
from articles.workflow import NotAllowed, Refused
from tests.conftest import NAMES_KEY

from .fronts import AT_FRONTS
from .scenes import ASKED_AT, PEOPLE, SCENES, build, people
from .table import AT_REPUBLISHERS, DENIED, DONE, REFUSED, TABLE, WAYS, Ask

pytestmark = pytest.mark.django_db(databases="__all__")

# Not allowed; not there for them.
EXPLAINS = {403, 404}
ROOMS = ("articles", "letters", "media", "record", "notices")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """Build every scene once, in one transaction that is undone after the file."""
    own = {
        "MEDIA_ROOT": tmp_path_factory.mktemp("uploads"),
        "NAMES_KEY": NAMES_KEY,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with django_db_blocker.unblock(), override_settings(**own), transaction.atomic():
        cast = people()
        yield cast, build(cast)
        transaction.set_rollback(True)


def test_every_verb_has_its_row_and_no_row_is_of_no_verb():
    missing = sorted(set(workflow.VERBS) - set(TABLE))
    assert not missing, f"Say in tests/matrix/table.py who may: {', '.join(missing)}"
    assert set(TABLE) <= set(workflow.VERBS)


def test_the_table_names_only_people_and_states_there_are():
    for name, ask in (TABLE | WAYS).items():
        states = " ".join([ask.done, ask.only, ask.closed, ask.button or ""]).split()
        assert set(states) <= set(SCENES), name
        assert set(ask.who.split()) <= set(PEOPLE), name
        assert {person for person, _scene in ask.but} <= set(PEOPLE), name


def expected(ask: Ask, person: str, scene: str) -> str:
    """Return what the table says becomes of it."""
    if (person, scene) in ask.but:
        return ask.but[person, scene]
    if person not in ask.who.split() or scene in ask.closed.split():
        return DENIED
    if scene == "restricted" and person != "duty_editor" and not _by_link(ask):
        return DENIED
    return DONE if scene in ask.done.split() else REFUSED


def _by_link(ask: Ask) -> bool:
    return len(ask.who.split()) == len(PEOPLE)


def asked(ask: Ask) -> Iterator[tuple[str, str]]:
    """Yield each person and each state that it can be asked of."""
    for scene in SCENES:
        if scene in ask.only.split():
            for person in ask.asked.split():
                yield person, scene


@cache
def _counting() -> str:
    tables = [model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()]
    named = ", ".join(f"(SELECT COUNT(*) FROM {connection.ops.quote_name(table)})" for table in tables)
    return f"SELECT (SELECT MAX(number) FROM record_logentry), {named}"


def counts() -> tuple:
    """Return how many rows every table has, and the last act's number: one question."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return cursor.fetchone()


@pytest.fixture(scope="module")
def clients(stage):
    """Return each person's browser, signed in once for the whole file."""
    cast, _scenes = stage
    signed_in = {person: Client() for person in PEOPLE}
    for person, client in signed_in.items():
        client.force_login(getattr(cast, person))
    return signed_in


def held(article: Article) -> dict:
    """Return every column of the story as it is now."""
    return Article.objects.filter(pk=article.pk).values().get()


def attempt(ask: Ask, scene, by) -> tuple[str, str]:
    """Do it, undo it, and return what became of it, with the sentence that said why not."""
    try:
        with transaction.atomic():
            ask.call(scene, by)
            transaction.set_rollback(True)
    except NotAllowed as refused:
        return DENIED, str(refused)
    except Refused as refused:
        return REFUSED, str(refused)
    return DONE, ""


@pytest.mark.parametrize("name", [*TABLE, *WAYS])
def test_a_verb_does_what_the_table_says(stage, name):
    cast, scenes = stage
    ask = (TABLE | WAYS)[name]
    wrong = []
    before = counts()
    for person, where in asked(ask):
        scene = scenes[where]
        was = held(scene.article)
        found, sentence = attempt(ask, scene, getattr(cast, person))
        wanted = expected(ask, person, where)
        if found != wanted:
            wrong.append(f"{person}, {where}: {found}, not {wanted}. {sentence}")
        if found != DONE and len(sentence.split()) < 4:
            wrong.append(f"{person}, {where}: no sentence: {sentence!r}")
        if held(scene.article) != was:
            wrong.append(f"{person}, {where}: changed the story")
    assert not wrong, "\n".join(wrong)
    assert counts() == before


@pytest.mark.parametrize("where", SCENES)
def test_the_buttons_are_those_the_table_says(stage, where):
    cast, scenes = stage
    wrong = []
    for person in PEOPLE:
        user = getattr(cast, person)
        if not Article.objects.visible_to(user).filter(pk=scenes[where].article.pk).exists():
            continue
        with time_machine.travel(ASKED_AT, tick=False):
            state = StoryState(visible_story(user, scenes[where].article.pk), user, ASKED_AT)
            offered = {button.name for button in buttons(state)}
        for name in verbs.BY_NAME:
            wanted = has_button(name, person, where)
            if wanted is not None and (name in offered) != wanted:
                wrong.append(f"{person}, {where}: {name} is {'offered' if name in offered else 'not offered'}")
    assert not wrong, "\n".join(wrong)


def has_button(name: str, person: str, where: str) -> bool | None:
    """Return whether the table gives this person the button there; None where it says nothing of that."""
    ask = TABLE.get(name)
    if ask is None:
        return None
    if (person, where) in ask.odd:
        return ask.odd[person, where]
    if where not in ask.only.split() or expected(ask, person, where) == DENIED:
        return False
    if (person, where) in ask.but:
        return ask.but[person, where] == DONE
    return where in (ask.done if ask.button is None else ask.button).split()


@pytest.mark.parametrize("name", [name for name in verbs.BY_NAME if name in TABLE])
def test_a_raw_post_by_somebody_who_may_not_changes_nothing_and_says_so(stage, clients, name, settings):
    settings.SECOND_FACTOR = False
    _cast, scenes = stage
    ask = TABLE[name]
    where = next((scene for scene in ask.done.split() if scene != "restricted"), "draft")
    wrong = []
    for scene in {where, "restricted"} & set(ask.only.split()):
        article = scenes[scene].article
        for person in PEOPLE:
            if expected(ask, person, scene) != DENIED:
                continue
            before, was = counts(), held(article)
            with time_machine.travel(ASKED_AT, tick=False):
                answer = clients[person].post(f"/admin/articles/article/{article.pk}/{verbs.BY_NAME[name].path}/", {})
            explains = EXPLAINS | ({422} if person in ask.opens.split() else set())
            if answer.status_code not in explains or counts() != before or held(article) != was:
                wrong.append(f"{person}, {scene}: answered {answer.status_code}")
            elif len(answer.content) < 200:
                wrong.append(f"{person}, {scene}: the answer explains nothing")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", AT_REPUBLISHERS)
def test_at_the_republishers_the_buttons_and_raw_posts_are_as_the_table_says(stage, clients, name, settings):
    settings.SECOND_FACTOR = False
    _cast, scenes = stage
    scene, (button, said) = scenes["retracted"], AT_REPUBLISHERS[name]
    address, posted, wrong = f"/admin/articles/republisher/story/{scene.article.pk}/", said(scene), []
    for person in PEOPLE:
        may, before = expected(TABLE[name], person, "retracted") == DONE, counts()
        with time_machine.travel(ASKED_AT, tick=False):
            if (button in clients[person].get(address).content.decode()) != may:
                wrong.append(f"{person}: the button is {'not ' if may else ''}there")
            with transaction.atomic():
                answer = clients[person].post(address, posted)
                done = counts() != before or RepublisherNotice.objects.filter(pk=scene.notice.pk, state="waiting")
                transaction.set_rollback(True)
        if bool(done) != may or (answer.status_code in EXPLAINS) == may or len(answer.content) < 200 * (not may):
            wrong.append(f"{person}: answered {answer.status_code}, {'done' if done else 'not done'}")
    assert not wrong, "\n".join(wrong)


def held_front(front: Front) -> tuple:
    """Return every column of the front as it is now, its editors, and which of its editions were recalled."""
    columns = Front.objects.filter(pk=front.pk).values().get()
    return columns, [*front.editors.values_list("pk", flat=True)], [*front.editions.values_list("pk", "recalled_at")]


@pytest.mark.parametrize("name", AT_FRONTS)
def test_on_the_pages_of_fronts_the_buttons_and_raw_posts_are_as_the_table_says(stage, clients, name, settings):
    settings.SECOND_FACTOR = False
    cast, _scenes = stage
    page, button, path, posted = AT_FRONTS[name](cast)
    wrong = []
    for person in PEOPLE:
        may, before = expected(TABLE[name], person, "draft") == DONE, (counts(), held_front(cast.front))
        with time_machine.travel(ASKED_AT, tick=False):
            if (button in clients[person].get(page).content.decode()) != may:
                wrong.append(f"{person}: the button is {'not ' if may else ''}there")
            with transaction.atomic():
                answer = clients[person].post(path, posted)
                done = (counts(), held_front(cast.front)) != before
                transaction.set_rollback(True)
        if done != may or answer.status_code != (302 if may else 403):
            wrong.append(f"{person}: answered {answer.status_code}, {'done' if done else 'not done'}")
        elif not may and "may not" not in answer.content.decode():
            wrong.append(f"{person}: the answer explains nothing")
    assert not wrong, "\n".join(wrong)


def test_every_verb_of_fronts_is_on_a_page_of_theirs():
    assert set(AT_FRONTS) == {name for name, verb in workflow.VERBS.items() if verb.__module__.endswith(".fronts")}
