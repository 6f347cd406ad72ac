"""What a story has none of, learned by the very query that brought it: questions that need not be asked again.

Only the row that came with these marks has them; a verb locks the story by a query of its own, and asks.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef

_OPEN = {
    "holds": ("Hold", {"lifted_at": None}),
    "pulls": ("Pull", {}),
    "blocked_names": ("BlockedName", {}),
    "notes": ("Note", {}),
    "print_uses": ("PrintUse", {}),
    "package_parts": ("PackagePart", {"in_until": None}),
    "sign_offs": ("SignOff", {}),
    "review_links": ("ReviewLink", {}),
    "editions": ("Edition", {}),
    "open_fixes": ("OpenFix", {"settled_at": None}),
    "asked_fixes": ("AskedFix", {"settled_at": None}),
    "front_places": ("FrontPlace", {}),
    "banners": ("Banner", {}),
    "withheld": ("Withheld", {"ended_at": None}),
    "most_read_bars": ("MostReadBar", {"ended_at": None}),
    # Some of a form's states are open whenever there is one whose words were neither saved nor let go.
    "journal": ("JournalState", {"done": ""}),
    "tray": ("TrayPhoto", {}),
}


def with_what_it_has(stories):
    """Annotate stories with whether they have each of these, a restriction, photos with leases or with
    instructions nobody settled, and a section that asks for sign-offs."""
    asked = {
        f"has_{name}": Exists(apps.get_model("articles", model).objects.filter(article=OuterRef("pk"), **said))
        for name, (model, said) in _OPEN.items()
    }
    named = stories.model.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
    leased = apps.get_model("media", "Lease").objects.filter(photo__uses__article=OuterRef("pk"))
    waiting = apps.get_model("media", "Unclear").objects.filter(photo__uses__article=OuterRef("pk"), settled_at=None)
    rules = apps.get_model("articles", "SignOffRule").objects.filter(section=OuterRef("section"))
    return stories.annotate(
        **asked,
        has_restricted_to=Exists(named),
        has_leases=Exists(leased),
        has_unclear=Exists(waiting),
        has_sign_off_rules=Exists(rules),
    )


def lacks(article, name: str) -> bool:
    """Say whether it is known that the story has none of these; False where nobody looked."""
    return getattr(article, f"has_{name}", None) is False
