"""The raw copy as it came with a request, and which of its lines an editor has called what."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.intake.accounts import pasted_lines
from articles.intake.decoding import NotText, read_text, refuse_too_large
from articles.intake.paste import reread
from articles.intake.result import Intake
from newsroom.paper.current import site

# What an editor may call a line, and the key that says so.
CALLED = {
    "headline": (gettext_lazy("Headline"), "h"),
    "dek": (gettext_lazy("Dek"), "d"),
    "byline": (gettext_lazy("Byline"), "b"),
    "date": (gettext_lazy("Date"), ""),
    "dateline": (gettext_lazy("Dateline"), ""),
    "caption": (gettext_lazy("Caption"), "c"),
    "body": (gettext_lazy("Paragraph"), "p"),
    "subhead": (gettext_lazy("Sub-head"), "s"),
    "quote": (gettext_lazy("Quote"), ""),
    "list": (gettext_lazy("List item"), ""),
    "left_out": (gettext_lazy("Left out"), "x"),
}
# What only the reading itself may call one.
_READ_AS = {"flag": gettext_lazy("Notice"), "section": gettext_lazy("Section")}


def role_label(role: str):
    """Return what a role is called on the screen."""
    if role in CALLED:
        return CALLED[role][0]
    return _READ_AS.get(role, CALLED["left_out"][0])


@dataclass
class Copy:
    """Raw copy; `roles` are the editor's, by line number, and `source` a file's name."""

    text: str
    source: str = ""
    roles: dict[int, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, request: HttpRequest) -> "Copy":
        """Return the copy of this request. Raise NotText with a sentence when there is none to read."""
        text, file = request.POST.get("text", ""), request.FILES.get("file")
        if file is not None and text.strip():
            raise NotText(
                _("There is copy in the box, and the file “%(name)s” too. Clear the box, or leave the file out.")
                % {"name": file.name}
            )
        if file is not None:
            refuse_too_large(file.size, file.name)
            return cls(read_text(file.read(), file.name), file.name)
        if not text.strip():
            raise NotText(_("There is no copy yet. Paste it, choose a file, or type."))
        refuse_too_large(len(text.encode(errors="replace")), _("the copy"))
        copy = cls(text, request.POST.get("source", "")[:200], _roles(request.POST))
        copy.obey(request.POST)
        return copy

    def obey(self, data) -> None:
        """Do what a button or a key said about one line, or about some words of one line."""
        if (number := data.get("pull", "")).isdigit():
            self.roles[int(number)] = "body"
        number, role = data.get("part-line", ""), data.get("part-role", "")
        if number.isdigit() and role in CALLED:
            self._part(int(number), data.get("part-before", ""), data.get("part-words", ""), role)

    def _part(self, number: int, before: str, words: str, role: str) -> None:
        """Give some words of a line a line of their own, and call that line something."""
        lines = pasted_lines(self.text)
        if not 0 < number <= len(lines) or not words.strip() or not lines[number - 1].startswith(before + words):
            return
        after = lines[number - 1][len(before) + len(words) :]
        pieces = [piece for piece in (before, words, after) if piece.strip()]
        own = number + (1 if before.strip() else 0)
        more = len(pieces) - 1
        kept = {n + more if n > number else n: called for n, called in self.roles.items() if n != number}
        self.text = "\n".join([*lines[: number - 1], *pieces, *lines[number:]])
        self.roles = kept | {own: role}

    def read(self, now: datetime) -> Intake:
        """Read the copy, obeying what the editor called its lines."""
        return reread(self.text, self.roles, now=now, source=self.source, own_names=(site().name,))


def _roles(data) -> dict[int, str]:
    """Return what the editor called the lines; an empty choice means: as read."""
    called = {}
    for name, role in data.items():
        number = name.removeprefix("role-")
        if number != name and number.isdigit() and len(number) < 8 and role in CALLED:
            called[int(number)] = role
    return called
