"""Issuing a policy, and taking one back: each leaves an immutable edition and one row in the log."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.record.canonical import clean_text, digest, stamp
from newsroom.record.log import Change, enter
from newsroom.record.models import LogEntry
from newsroom.staff.models import User

from . import current
from .markup import broken_link
from .models import Paper, PolicyEdition
from .policies import KINDS
from .site import TAG, Site
from .verbs import require_leave

LONGEST, LONGEST_NOTE = 20_000, 300


class Refused(Exception):
    """The sentence says why a policy stays as it is, and what can be done instead."""


def digest_of(edition: PolicyEdition) -> str:
    """Return the digest an edition must have: over all it says, and the one before it."""
    header = f"{edition.kind} {edition.number} {edition.issued_by_id} {edition.language} {int(edition.lists_writers)}"
    return digest(edition.previous, header, stamp(edition.live_from), edition.text, edition.note)


def tag_of(kind: str) -> str:
    """Return the tag of every page that shows this policy."""
    return f"policy:{kind}"


@transaction.atomic
def issue_policy(
    kind: str,
    text: str,
    *,
    by: User,
    note: str = "",
    lists_writers: bool = False,
    base: int | None = None,
    now: datetime | None = None,
) -> PolicyEdition:
    """Issue a version of a policy, in force at once. `base` is the version somebody wrote it from, 0 for none.

    Raise Refused for an unknown kind, an empty or unchanged text, and where somebody issued another in between.
    """
    require_leave(by)
    text = clean_text(text).strip()
    if not text and not (lists_writers and kind == "masthead"):
        raise Refused(_("There is no text. Write the policy, or take it back if it holds no longer."))
    if len(text) > LONGEST:
        raise Refused(_("This is %(have)d characters long; %(most)d fit.") % {"have": len(text), "most": LONGEST})
    if broken := broken_link(text):
        said = {"link": broken[:80]}
        raise Refused(
            _("“%(link)s” leads nowhere. Write a link as [words](https://…), [words](mailto:…) or [words](/about/).")
            % said
        )
    return _issue(kind, text, "issue policy", by=by, note=note, lists_writers=lists_writers, base=base, now=now)


@transaction.atomic
def take_policy_back(kind: str, *, by: User, note: str, now: datetime | None = None) -> PolicyEdition:
    """Let a policy hold no longer: its page is gone, the versions stay on the record. A reason is asked for."""
    require_leave(by)
    if not clean_text(note).strip():
        raise Refused(_("Say why it holds no longer; it stays on the record."))
    if latest(kind) is None or not latest(kind).text and not latest(kind).lists_writers:
        raise Refused(_("There is nothing to take back: this policy was never issued, or holds no longer."))
    return _issue(kind, "", "take policy back", by=by, note=note, lists_writers=False, base=None, now=now)


def latest(kind: str) -> PolicyEdition | None:
    """Return the newest version of a policy."""
    return PolicyEdition.objects.filter(kind=kind).order_by("-number").first()


def _issue(kind, text, verb, *, by, note, lists_writers, base, now) -> PolicyEdition:
    if kind not in KINDS:
        raise Refused(_("“%(kind)s” is no policy. Choose one from the list.") % {"kind": kind[:20]})
    note = " ".join(clean_text(note).split())
    if len(note) > LONGEST_NOTE:
        raise Refused(_("The note is %(have)d characters long; %(most)d fit.") % {"have": len(note), "most": 300})
    # The paper's row is the lock of all its policies, and holds which of them stand.
    row, _made = Paper.objects.select_for_update().get_or_create(pulse_id=1)
    now = now or clock.now()
    before = latest(kind)
    if base is not None and base != (before.number if before else 0):
        said = {"number": before.number if before else 0, "name": before.issued_by if before else ""}
        raise Refused(
            _("%(name)s issued version %(number)d while you wrote. Look at it, and put your changes into it.") % said
        )
    if before and (before.text, before.lists_writers) == (text, lists_writers):
        raise Refused(_("This is what stands already: nothing was changed."))
    edition = PolicyEdition(
        kind=kind,
        number=before.number + 1 if before else 1,
        live_from=now,
        issued_by=by,
        language=Site(row).language,
        text=text,
        note=note,
        lists_writers=lists_writers,
        previous=before.digest if before else "",
    )
    edition.digest = digest_of(edition)
    edition.save(force_insert=True)
    stands = bool(text or lists_writers)
    tags = [tag_of(kind), *_kept_on_the_paper(row, kind, stands)]
    enter(
        verb,
        by=by,
        now=now,
        subject=edition.subject,
        facts={"version": edition.number},
        words={"note": note},
        edition_digest=edition.digest,
        changes=[Change(tag, now) for tag in tags],
    )
    transaction.on_commit(current.forget)
    return edition


def _kept_on_the_paper(row: Paper, kind: str, stands: bool) -> list[str]:
    """Write down which policies stand, so that every page can name them; return the tags of pages that do."""
    standing = set(row.policies.split())
    if (kind in standing) == stands:
        return []
    standing ^= {kind}
    row.policies = " ".join(code for code in KINDS if code in standing)
    row.save(update_fields=["policies"])
    return [TAG]


def broken_policies() -> Iterator[str]:
    """Yield a sentence for each version of a policy that does not verify."""
    entries = LogEntry.objects.filter(subject__startswith="policy:").exclude(edition_digest="")
    logged = dict(entries.values_list("edition_digest", "subject"))
    kind, previous, number = "", "", 0
    for edition in PolicyEdition.objects.order_by("kind", "number").iterator(chunk_size=200):
        if edition.kind != kind:
            kind, previous, number = edition.kind, "", 0
        number += 1
        if edition.number != number or edition.previous != previous or edition.digest != digest_of(edition):
            yield f"Policy {edition} does not verify: it, or one before it, was changed after it was issued."
        if logged.pop(edition.digest, None) != edition.subject:
            yield f"Policy {edition} does not verify: the log knows nothing of it."
        previous, number = edition.digest, edition.number
    for subject in sorted(set(logged.values())):
        yield f"A version of {subject} stands in the log and is gone: the tail of its chain was cut."
