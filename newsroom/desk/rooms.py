"""The rooms of the desk, and what can be begun from anywhere: only what this person may enter or add."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.paper.verbs import may_set_paper


@dataclass(frozen=True)
class Link:
    """One line of the sidebar or of the New menu."""

    label: object
    url: str
    icon: str
    current: bool = False
    key: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Rooms:
    """The rooms somebody may enter: `first` for everyday work, `others` for keeping the house."""

    first: tuple[Link, ...]
    others: tuple[Link, ...]


# Label, model, icon. The first stand in a phone's bottom bar, but for what is wide: five fit, the last of which
# opens that and all others.
FIRST = [
    (_("Stories"), "articles.Article", "story"),
    (_("Photos"), "media.Photo", "photo"),
    (_("Corrections"), "articles.Complaint", "correction"),
]
WIDE = {"articles.Complaint"}
OTHERS = [
    (_("Documents"), "media.Document", "document"),
    (_("Photo templates"), "media.PhotoTemplate", "photo"),
    (_("Sections"), "articles.Section", "section"),
    (_("Suppliers"), "media.Supplier", "person"),
    (_("Contributors"), "articles.Contributor", "person"),
    (_("Tags"), "articles.Tag", "tag"),
    (_("House style"), "articles.StyleRule", "style"),
    (_("Republishers"), "articles.Republisher", "republisher"),
    (_("Staff"), "staff.User", "staff"),
    (_("Webhooks"), "notices.Webhook", "webhook"),
    (_("Log"), "record.LogEntry", "log"),
]
# Label, address, model whose add permission it takes, icon. Flash stands above them, for who may send one.
NEW = [
    (_("Story"), "admin:articles_article_add", "articles.Article", "story"),
    (_("From text"), "admin:articles_article_from_text", "articles.Article", "paste"),
    (_("Pitch"), "admin:plan_pitch", "articles.Article", "plan"),
    (_("Photo"), "admin:media_photo_add", "media.Photo", "photo"),
    (_("Document"), "admin:media_document_add", "media.Document", "document"),
]


def has_pictures_alone(user) -> bool:
    """Say whether somebody brings pictures and has no story to see: a photographer, whose desk is their own photos."""
    return user.has_perm("media.add_photo") and not user.has_perm("articles.view_article")


def _registered(site, label):
    """Return the model's admin, or None where the desk has no such room."""
    for model, model_admin in site._registry.items():
        if model._meta.label == label:
            return model_admin
    return None


def _links(site, request, wanted) -> list[Link]:
    made = []
    for label, model, icon in wanted:
        model_admin = _registered(site, model)
        if model_admin and model_admin.has_view_or_change_permission(request):
            meta = model_admin.opts
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            made.append(Link(label, url, icon, request.path.startswith(url), wide=model in WIDE))
    return made


def rooms(site, request) -> Rooms:
    """Return the rooms this person may enter."""
    board = reverse("admin:index")
    first = _links(site, request, FIRST)
    if not has_pictures_alone(request.user):
        first.insert(0, Link(_("Board"), board, "board", request.path == board))
    if request.user.has_perm("articles.view_article"):
        plan = reverse("admin:plan")
        first.append(Link(_("Plan"), plan, "plan", request.path.startswith(plan)))
    if request.user.has_perm("articles.view_front"):
        fronts = reverse("admin:fronts")
        first.append(Link(_("Fronts"), fronts, "front", request.path.startswith(fronts), wide=True))
    others = _links(site, request, OTHERS)
    # Models are not ready when this module is read.
    from newsroom.letters.permissions import may_see_letters

    if may_see_letters(request.user):
        letters = reverse("admin:letters")
        others.append(Link(_("Newsletters"), letters, "letter", request.path.startswith(letters)))
    if may_set_paper(request.user):
        paper = reverse("admin:paper")
        policies = reverse("admin:paper_policies")
        others.append(Link(_("The paper"), paper, "section", request.path == paper))
        others.append(Link(_("Policies"), policies, "style", request.path.startswith(policies)))
    return Rooms(tuple(first), tuple(others))


def new_links(site, request) -> tuple[Link, ...]:
    """Return what this person may begin; a flash first, by a key of its own."""
    # Models are not ready when this module is read.
    from articles.permissions import may_begin_live, may_flash

    made = []
    if request.user.is_authenticated and may_flash(request.user):
        made.append(Link(_("Flash"), reverse("admin:articles_article_flash"), "flash", key="f"))
    for label, name, model, icon in NEW:
        model_admin = _registered(site, model)
        if not (model_admin and model_admin.has_add_permission(request)):
            continue
        try:
            made.append(Link(label, reverse(name), icon))
        except NoReverseMatch:
            continue
    if request.user.is_authenticated and may_begin_live(request.user):
        made.append(Link(_("Live story"), reverse("admin:articles_article_new_live"), "shape-disc"))
    return tuple(made)
