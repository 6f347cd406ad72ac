"""The package of a story on its sheet: which stories stand with it, as what, in which order."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import workflow
from articles.content import is_uid
from articles.models import Address, Article, PackagePart, address_key
from articles.models.article import Stage
from newsroom.record.canonical import clean_text

from .sheets import Sheet
from .state import StoryState

Role = PackagePart.Role
_ROLES = [(Role.SIDEBAR.value, Role.SIDEBAR.label), (Role.ANALYSIS.value, Role.ANALYSIS.label)]
_OUT = "out"
OFFERED = 40


class Offering(forms.TextInput):
    """A line with names the browser offers; any other may be typed."""

    offered: tuple[str, ...] = ()

    def render(self, name, value, attrs=None, renderer=None):
        key = f"{(attrs or {}).get('id', name)}_offered"
        line = super().render(name, value, {**(attrs or {}), "list": key, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.offered))
        return format_html('{}<datalist id="{}">{}</datalist>', line, key, options)


def story_named(user, text: str) -> Article:
    """Return the story somebody means by its slugline, its number or an address of it. Raise ValidationError."""
    text = " ".join(clean_text(text).split())
    visible = Article.objects.visible_to(user).exclude(stage=Stage.SPIKED)
    path = "/" + text.split("://", 1)[-1].partition("/")[2] if "/" in text else ""
    if path.startswith("/admin/articles/article/"):
        number = path.split("/")[4]
        found = visible.filter(pk=number) if number.isdecimal() and len(number) < 10 else visible.none()
    elif path:
        found = visible.filter(pk__in=Address.objects.filter(key=address_key(path)).values("article"))
    elif is_uid(text):
        found = visible.filter(uid=text)
    else:
        found = visible.filter(slugline__iexact=text).order_by("-touched_at")
    rows = list(found[:2])
    if not rows:
        raise forms.ValidationError(
            _("There is no story “%(text)s”. Write its slugline, or copy its address.") % {"text": text}
        )
    if len(rows) > 1:
        raise forms.ValidationError(
            _("Several stories have the slugline “%(text)s”. Copy the address of the one you mean.") % {"text": text}
        )
    return rows[0]


class PackSheet(Sheet):
    """What is in the package, each to be kept, changed or taken out; and one more."""

    add = forms.CharField(label=gettext_lazy("One more story"), required=False, max_length=300, widget=Offering())
    add_role = forms.ChoiceField(label=gettext_lazy("It is"), choices=_ROLES)

    def prepare(self):
        self.rows = package_of(self.state)
        own: dict[str, forms.Field] = {}
        for row in self.rows:
            own[f"role_{row.pk}"] = forms.ChoiceField(
                label=str(row.article), choices=[*_ROLES, (_OUT, _("Take it out"))], initial=row.role
            )
            own[f"order_{row.pk}"] = forms.IntegerField(
                label=_("Order of %(story)s") % {"story": row.article}, min_value=1, max_value=99, initial=row.position
            )
        self.fields = own | self.fields
        self.fields["add"].help_text = _("Its slugline, or its address.")
        recent = Article.objects.visible_to(self.state.user).exclude(pk=self.state.article.pk).exclude(slugline="")
        recent = recent.filter(part_of=None).exclude(stage=Stage.SPIKED).order_by("-touched_at")
        self.fields["add"].widget.offered = tuple(recent.values_list("slugline", flat=True)[:OFFERED])

    def clean_add(self):
        text = self.cleaned_data["add"].strip()
        return story_named(self.state.user, text) if text else None

    def clean(self):
        """Put the parts in their order, as `parts`."""
        said = super().clean()
        kept = [row for row in self.rows if said.get(f"role_{row.pk}") not in {None, _OUT}]
        kept.sort(key=lambda row: (said.get(f"order_{row.pk}") or 99, row.position))
        said["parts"] = [(row.article, said[f"role_{row.pk}"]) for row in kept]
        if said.get("add"):
            said["parts"].append((said["add"], said.get("add_role", Role.SIDEBAR)))
        return said


def package_of(state: StoryState) -> list[PackagePart]:
    """Return the places beside a main story, in order."""
    rows = PackagePart.objects.filter(main=state.article, in_until=None).exclude(article=state.article)
    return list(rows.select_related("article").order_by("position"))


def may_be_main(state: StoryState) -> bool:
    """Say whether a package can be made of it: it is in no other's."""
    return state.article.stage != Stage.SPIKED and state.article.part_of_id is None


def pack(state: StoryState, said: dict) -> str:
    kept = workflow.pack(state.article, by=state.user, parts=said["parts"])
    if not kept:
        return _("The package is taken apart. Each of its stories stands alone.")
    count = len(kept) - 1
    return ngettext("%(count)s story stands with it.", "%(count)s stories stand with it.", count) % {"count": count}
