import threading

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import CommandError
from django.db.utils import OperationalError

from newsroom.ops import preparing, serving, static_files


@pytest.fixture
def steps(monkeypatch):
    """The names of the steps that were run, none of them real."""
    ran = []
    fakes = {name: (lambda name=name: ran.append(name)) for name in preparing.STEPS}
    monkeypatch.setattr(preparing, "STEPS", fakes)
    monkeypatch.setattr(preparing, "refuse_unreachable_database", lambda: None)
    monkeypatch.setattr(preparing, "call_command", lambda *args: None)
    return ran


def test_people_come_after_roles_and_the_demo_last(steps):
    preparing.prepare(demo=True, tell=lambda sentence: None)
    files = [step for step in steps if step in preparing.OF_FILES]
    assert files == ["fonts", "collectstatic"]
    others = [step for step in steps if step not in files]
    assert others == ["migrate", "search", "roles", "first_administrator", "demo"]
    assert steps[-1] == "demo"


def test_the_demo_can_be_left_out(steps):
    preparing.prepare(demo=False, tell=lambda sentence: None)
    assert "demo" not in steps


def test_files_are_made_while_the_tables_are(steps, monkeypatch):
    collected, asked = threading.Event(), []
    monkeypatch.setitem(preparing.STEPS, "migrate", lambda: asked.append(collected.wait(10)))
    monkeypatch.setitem(preparing.STEPS, "collectstatic", collected.set)
    preparing.prepare(demo=False, tell=lambda sentence: None)
    assert asked == [True]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OperationalError("readonly database")])
def test_a_step_that_the_disk_refuses_is_one_sentence(steps, monkeypatch, error):
    def refuse():
        raise error

    monkeypatch.setitem(preparing.STEPS, "fonts", refuse)
    with pytest.raises(CommandError, match="The step fonts failed .*start again"):
        preparing.prepare(demo=True, tell=lambda sentence: None)
    assert "demo" not in steps


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(monkeypatch):
    def refuse():
        raise OperationalError("connection to 127.0.0.1 failed:\n\tConnection refused")

    monkeypatch.setattr(preparing.connection, "ensure_connection", refuse)
    with pytest.raises(CommandError) as refusal:
        preparing.refuse_unreachable_database()
    assert "failed: Connection refused): check DATABASE_URL" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """A folder of static files and a count of how often they were collected."""
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    settings.STATICFILES_DIRS[0].mkdir()
    (settings.STATICFILES_DIRS[0] / "page.css").write_text("a { color: red }")
    times = []
    monkeypatch.setattr(static_files, "call_command", lambda *args, **options: times.append(args))
    get_finder.cache_clear()
    yield times
    get_finder.cache_clear()


def test_static_files_are_collected_once(collected):
    static_files.collect()
    static_files.collect()
    assert len(collected) == 1


def test_a_changed_static_file_is_collected_again(collected, settings):
    static_files.collect()
    (settings.STATICFILES_DIRS[0] / "page.css").write_text("a { color: blue }")
    static_files.collect()
    assert len(collected) == 2


def test_static_files_are_collected_again_after_a_failure(collected, monkeypatch):
    def fail(*args, **options):
        raise CommandError("page.css names a font that is not there")

    monkeypatch.setattr(static_files, "call_command", fail)
    with pytest.raises(CommandError):
        static_files.collect()
    assert not (static_files.Path(static_files.settings.STATIC_ROOT) / ".collected").exists()


def test_several_workers_serve(monkeypatch):
    monkeypatch.delenv("NEWSROOM_WORKERS", raising=False)
    assert serving.workers() >= 2


def test_the_number_of_workers_can_be_set(monkeypatch):
    monkeypatch.setenv("NEWSROOM_WORKERS", "7")
    command = serving.server("127.0.0.1", 8000)
    assert command[command.index("--workers") + 1] == "7"


@pytest.mark.parametrize("count", ["none", "0", "-2"])
def test_a_number_of_workers_that_is_none_is_refused(monkeypatch, count):
    monkeypatch.setenv("NEWSROOM_WORKERS", count)
    with pytest.raises(CommandError, match=f"NEWSROOM_WORKERS={count} is not a number of processes"):
        serving.workers()
