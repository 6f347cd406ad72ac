"""The house itself: who may write stages and editions, who may open stories, what every file keeps to."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("newsroom", "articles", "media")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


def _at(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=_at)
def test_there_is_no_bare_except(path):
    handlers = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ExceptHandler)]
    assert not [node.lineno for node in handlers if node.type is None]


def test_only_verbs_write_stages_and_editions():
    writes = re.compile(
        r"\.stage = |Edition\.objects\.(create|bulk)|\bEdition\(|recalled_at = |\bPull\.objects\.create"
    )
    found = [
        _at(path)
        for path in SOURCES
        if not _at(path).startswith(("articles/workflow/", "articles/models/")) and writes.search(path.read_text())
    ]
    assert found == []


def test_the_desk_opens_stories_only_by_visible_to():
    """Admin and desk code never starts from all stories; of an assignment `photographed_by` opens what may be shown."""
    opens = re.compile(r"Article\.objects\.(?!visible_to|photographed_by|awaiting|none\b)\w+|Article\._default_manager")
    found = {
        f"{_at(path)}:{number}"
        for path in SOURCES
        if _at(path).startswith(("articles/admin/", "newsroom/desk/"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if opens.search(line)
    }
    assert found == set()


def test_reader_pages_have_no_query_that_reaches_a_working_copy():
    working = re.compile(
        r"\b(Article|Revision|ArticlePhoto|Byline|TaggedArticle|Note|SignOff|Hold)\.objects|\.revisions\b"
    )
    found = [
        _at(path) for path in SOURCES if _at(path).startswith("newsroom/public/") and working.search(path.read_text())
    ]
    assert found == []


def test_the_clock_is_read_in_one_place():
    reads = re.compile(r"timezone\.now\(|datetime\.(now|utcnow|today)\(|date\.today\(")
    found = [_at(path) for path in SOURCES if _at(path) != "newsroom/clock.py" and reads.search(path.read_text())]
    assert found == []


def test_no_file_is_past_five_hundred_lines():
    assert [_at(path) for path in SOURCES if path.read_text().count("\n") > 500] == []


def test_no_browser_test_waits_by_what_the_policy_refuses():
    """Playwright's own wait asks again by `eval`; `tests.live_desk.until` asks without."""
    own = Path(__file__).resolve()
    found = [_at(path) for path in own.parent.rglob("*.py") if path != own and "wait_for_function(" in path.read_text()]
    assert found == []


def test_no_file_has_what_git_leaves_where_two_wrote():
    rooms = (*ROOMS, "templates", "static", "tests", "docs", "locale")
    written = [path for room in rooms for path in _texts(ROOT / room)]
    assert [_at(path) for path in written if re.search(r"^(<{7}|>{7}) ", path.read_text(), re.MULTILINE)] == []


def _texts(folder: Path) -> list[Path]:
    endings = {".py", ".html", ".txt", ".xml", ".css", ".js", ".md", ".po"}
    return [path for path in sorted(folder.rglob("*")) if path.suffix in endings]


def test_nobody_is_a_utils():
    assert [_at(path) for path in SOURCES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_every_verb_is_in_the_glossary():
    from articles.workflow import VERBS

    glossary = (ROOT / "docs" / "glossary.md").read_text().lower()
    assert [name for name in VERBS if name.replace("_", " ") not in glossary] == []


def test_every_setting_a_newsroom_can_change_is_in_the_operations_guide():
    settings = (ROOT / "newsroom" / "settings.py").read_text()
    names = re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings)
    guide = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in sorted(set(names)) if f"`{name}`" not in guide] == []


TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.xml"))
# What Django's language says is no markup; an attribute it is about stays.
_TEMPLATE_TAG = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_STYLE = re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE)
_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""<[^>]*\s(?:href|src|action|formaction)\s*=\s*["']?\s*javascript:""", re.IGNORECASE)
# Says what the page is to machines; a browser runs none of it.
_DATA = 'type="application/ld+json"'


@pytest.mark.parametrize("path", TEMPLATES, ids=_at)
def test_no_template_has_a_script_a_style_or_a_handler_of_its_own(path):
    markup = _TEMPLATE_TAG.sub("", path.read_text())
    scripts = [said for said in _SCRIPT.findall(markup) if "src=" not in said and _DATA not in said]
    found = [each[0] for pattern in (_STYLE, _HANDLER, _ADDRESS) for each in pattern.finditer(markup)]
    assert scripts + found == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="x" style="color: red">',
        "<style>p {}</style>",
        '<a\n  onclick="go()">',
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<p{% if x %} style="top: {{ y }}px"{% endif %}>',
        '<a href=" javascript:go()">',
    ],
)
def test_the_rule_for_templates_finds_each_of_them(tmp_path, markup):
    (tmp_path / "wrong.html").write_text(markup)
    with pytest.raises(AssertionError):
        test_no_template_has_a_script_a_style_or_a_handler_of_its_own(tmp_path / "wrong.html")


def test_no_python_writes_a_script_or_a_style():
    """The map of the modules is written by its library, with the page's nonce."""
    texts = (
        (path, node.value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
    )
    assert [(_at(path), text) for path, text in texts if re.search(r"<(script|style)\b", str(text))] == []


def test_every_public_address_can_be_seen_as_of_another_moment():
    """A new public page takes `reader_page`, or says itself what it answers as of a moment."""
    from django.urls import get_resolver

    patterns = get_resolver("newsroom.public.urls").url_patterns
    assert [pattern for pattern in patterns if not hasattr(pattern.callback, "as_of")] == []


_OF_READERS = [*(ROOT / "templates" / "public").glob("*.html"), ROOT / "templates" / "404.html"]


@pytest.mark.parametrize("path", _OF_READERS, ids=_at)
def test_no_readers_template_writes_an_address_that_would_leave_the_moment_looked_at(path):
    """`{% page_url 'front' %}`, or `|here` for an address that is none of a name's, a card's or a picture's."""
    assert re.findall(r"""(?:href|src|action)="(?:/|\{% url 'public:)[^"]*""", path.read_text()) == []
