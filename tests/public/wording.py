"""Every sentence of ours that readers can see, found where it is written."""

import ast
import re
from pathlib import Path

from newsroom.ops.setup import ROOT

# What the desk alone sees of these rooms.
_DESK = {"as_of.py", "as_of_text.html", "report_admin.py"}
_TEMPLATES = (
    "templates/public",
    "templates/components",
    "templates/mail/letter",
    "templates/404.html",
    "templates/500.html",
)
_DESK_COMPONENTS = {
    "acts", "as_of", "entry_bar", "icon", "keys", "messages", "redacted_bar", "redline", "redline_passage", "status"
}  # fmt: skip
_CODE = (
    "newsroom/public",
    "newsroom/letters/answering.py",
    "articles/paid.py",
    "articles/printed_byline.py",
    "media/credits.py",
)
# Lists of words that are printed for readers, by file and name.
_CHOICES = {
    "articles/models/article.py": ("Kind",),
    "articles/models/tag.py": ("Kind",),
    "articles/models/package.py": ("Role",),
    "media/source_types.py": ("_FOR_READERS",),
}
_CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}

_TRANSLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')(?:\s+context\s+"([^"]+)")?""")
_ARGUMENT = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
_BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")


def _of_template(text: str) -> set[str]:
    found = {double or single for double, single, _context in _TRANSLATE.findall(text)}
    found |= {double or single for double, single in _ARGUMENT.findall(text)}
    for options, block in _BLOCK.findall(text):
        for form in _PLURAL.split(block):
            said = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", form.replace("%", "%%"))
            found.add(" ".join(said.split()) if "trimmed" in options else said)
    return found


def _literals(node: ast.Call) -> list[str]:
    said = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    name = node.func.id
    return said[1:2] if name.startswith("pgettext") else said[:2] if name.startswith("ngettext") else said[:1]


def _of_code(tree: ast.AST) -> set[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return {said for node in calls if node.func.id in _CALLS for said in _literals(node)}


def _named(tree: ast.Module, names: tuple[str, ...]) -> list[ast.AST]:
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name in names]
    lists = [node for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id in names]
    return classes + lists


def _files(place: str, *endings: str) -> list[Path]:
    path = ROOT / place
    found = [path] if path.is_file() else sorted(each for ending in endings for each in path.rglob(f"*{ending}"))
    return [each for each in found if "management" not in each.parts and each.name not in _DESK]


def sentences() -> dict[str, str]:
    """Return each sentence with the file it is in."""
    found = {}
    for place in _TEMPLATES:
        for path in _files(place, ".html", ".txt"):
            if path.stem not in _DESK_COMPONENTS:
                found |= dict.fromkeys(_of_template(path.read_text()), path.name)
    for place in _CODE:
        for path in _files(place, ".py"):
            found |= dict.fromkeys(_of_code(ast.parse(path.read_text())), path.name)
    for place, names in _CHOICES.items():
        for node in _named(ast.parse((ROOT / place).read_text()), names):
            found |= dict.fromkeys(_of_code(node), place)
    return found
