"""What a conflict is about, and its texts as they are shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.merge import Clash
from articles.models import Article, ArticlePhoto, Byline
from articles.own_fields import own_field
from articles.redline import Names, showing
from articles.redline.blocks import block_of
from articles.redline.fields import printed


@dataclass(frozen=True)
class What:
    """A conflict's label, and how a text of it is written as an element that can be compared."""

    label: str
    html: Callable[[str], str]


def whole(element: str, names: Names) -> SafeString:
    """Return an element of a body as the desk shows it: every word escaped, photos and stories by name."""
    return showing.whole(block_of(element, names))


def what_of(clash: Clash, names: Names) -> What:
    """Return what a conflict is about."""
    if clash.where == "body":
        return What(_("Paragraph"), str)
    if clash.where == "tag":
        return What(_("Tag"), lambda _text: _paragraph(names.tag(clash.of)))
    if clash.where == "lead":
        return What(_("Lead photo: the other one stands in the text"), _paragraph)
    if clash.where in {"photo", "byline"}:
        return _of_thing(clash, names)
    field = own_field(Article, clash.where)
    label = capfirst(str(field.verbose_name))
    if clash.where == "section":
        return What(label, lambda uid: _paragraph(names.section(uid)))
    if clash.where in {"related", "paid_from", "paid_until"}:
        return What(label, lambda value: _paragraph(printed(clash.where, value, names)))
    if clash.where == "language":
        return What(label, lambda code: _paragraph(str(dict(settings.LANGUAGES).get(code, code))))
    if field.choices:
        return What(label, lambda value: _paragraph(str(dict(field.flatchoices).get(value, value))))
    if clash.where == "sensitive":
        return What(label, lambda value: _paragraph(_("yes") if value == "True" else _("no")))
    return What(label, _paragraph)


def _of_thing(clash: Clash, names: Names) -> What:
    model: type[ArticlePhoto | Byline] = ArticlePhoto if clash.where == "photo" else Byline
    who = _("Photo “%(name)s”") % {"name": names.photo(clash.of)} if model is ArticlePhoto else _("Byline")
    if not clash.name:
        label = _("%(what)s: taken out by one, changed by the other") % {"what": who}
        return What(
            label, lambda text: _paragraph(text or (names.photo(clash.of) if model is ArticlePhoto else clash.of))
        )
    field = own_field(model, clash.name)
    label = _("%(what)s: %(field)s") % {"what": who, "field": field.verbose_name}
    if field.choices:
        return What(label, lambda value: _paragraph(str(dict(field.flatchoices).get(value, value))))
    if clash.name == "decorative":
        return What(label, lambda value: _paragraph(_("yes") if value == "1" else _("no")))
    return What(label, _paragraph)


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text)
