"""Verbs for a contributor's portrait: choose one, take it away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Contributor
from articles.permissions import may_set_portrait, refusal
from articles.restricted_names import restricted_by
from media.asking import wake
from media.models import Photo
from media.permissions import may_see
from media.using import only_in_sections, uses_left
from newsroom import clock
from newsroom.record.log import Change, enter

from .act import NotAllowed, Refused


def set_portrait(contributor: Contributor, photo: Photo, *, by, now: datetime | None = None) -> Contributor:
    """Let a photo stand beside a contributor's name: on their own page, and beside opinion that they write.

    A portrait stands wherever the name does, so a photo whose permission is for some stories or sections is refused.
    """
    with transaction.atomic():
        kept, moment = _locked(contributor, by), now or clock.now()
        if not may_see(by, photo):
            raise NotAllowed(_("You may not use this photo. Ask the photo desk for it."))
        if wrong := why_no_portrait(kept, photo, moment):
            raise Refused(wrong)
        kept.portrait = photo
        if story := restricted_by(kept):
            raise Refused(
                _("The story “%(story)s” is under a reporting restriction on words of this photo’s credit.")
                % {"story": story.uid.hex[:8]}
            )
        _keep(kept, "set_portrait", by, moment, {"photo": str(photo.uid)})
        wake([photo], moment)
    return kept


def drop_portrait(contributor: Contributor, *, by, now: datetime | None = None) -> Contributor:
    """Let the name stand without a picture again; the photo stays in the library."""
    with transaction.atomic():
        kept, moment = _locked(contributor, by), now or clock.now()
        if kept.portrait is None:
            raise Refused(_("“%(name)s” has no portrait.") % {"name": kept})
        facts = {"photo": str(kept.portrait.uid)}
        kept.portrait = None
        _keep(kept, "drop_portrait", by, moment, facts)
    return kept


def why_no_portrait(contributor: Contributor, photo: Photo, at: datetime) -> str:
    """Return why a photo cannot be this contributor's portrait, in a sentence or more; "" where it can."""
    if contributor.kind == Contributor.Kind.UNNAMED:
        return _("What stands in place of a name has no page and no picture.")
    if photo.care:
        return _("Somebody in this photo needs care. Such a photo is chosen story by story.")
    if reasons := photo.why_not(at):
        return " ".join(reasons)
    if only_in_sections(photo, at):
        return _("Its permission is for some sections only, and a portrait stands in all of them.")
    if uses_left(photo, at, ()):
        return _("Its permission is for so many stories, and a portrait stands beside all of them.")
    return ""


def _locked(contributor: Contributor, by) -> Contributor:
    if not may_set_portrait(by):
        raise NotAllowed(refusal(str(by), _("choose portraits of contributors")))
    return Contributor.objects.select_for_update(of=("self",)).select_related("portrait").get(pk=contributor.pk)


def _keep(kept: Contributor, verb: str, by, moment: datetime, facts: dict) -> None:
    kept.save(update_fields=["portrait"])
    changes = [Change(kept.tag, moment)]
    enter(verb, by=by, now=moment, subject=f"contributor:{kept.uid}", facts=facts, changes=changes)
