"""Stories chosen by hand to stand beside one: typed as addresses, kept as uids."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.content import is_uid
from articles.models import Edition, address_key
from articles.working_copy import MOST_RELATED
from newsroom import clock


def as_typed(related: str) -> str:
    """Return the chosen stories as somebody types them: the address of each that readers have, a line each."""
    uids = related.split()
    if not uids:
        return ""
    live = _live().filter(article__uid__in=uids).annotate(of=F("article__uid"))
    found = {str(uid): key for uid, key in live.values_list("of", "address__key") if key.startswith("/")}
    # One that readers do not have now stays chosen.
    return "\n".join(unquote(found.get(uid, f"story:{uid}")) for uid in uids)


def uids_of(text: str) -> str:
    """Return the stories that were typed, as uids with a space between. Raise ValidationError for one nobody has."""
    found = [_uid(line.strip()) for line in text.splitlines() if line.strip()]
    found = list(dict.fromkeys(found))
    if len(found) > MOST_RELATED:
        sentence = ngettext("At most %(most)s story has room here.", "At most %(most)s stories have room here.", 4)
        raise ValidationError(sentence % {"most": MOST_RELATED})
    return " ".join(found)


def _uid(line: str) -> str:
    uid = line.removeprefix("story:").lower()
    if is_uid(uid):
        return uid
    try:
        parts = urlsplit(line)
    except ValueError:
        parts = urlsplit("")
    path = unquote(parts.path)
    keys = [address_key(path), address_key(f"{path.rstrip('/')}/")] if path.startswith("/") else []
    at_it = _live().filter(article__addresses__key__in=keys).values_list("article__uid", flat=True)
    if (found := at_it.first()) is None:
        raise ValidationError(
            _("Readers have no story at “%(address)s”. Paste the address of one they have."),
            params={"address": line[:80]},
        )
    return str(found)


def _live():
    return Edition.objects.live(clock.now()).order_by()
