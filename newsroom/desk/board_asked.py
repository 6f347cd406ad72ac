"""What the cards of the board ask for: each the first rows of what waits, put into words once."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce

from articles.models import (
    Article,
    AskedFix,
    Complaint,
    Edition,
    EditionPhoto,
    FrontEdition,
    FrontReceipt,
    Hold,
    Note,
    Pull,
    ReadAfter,
    Receipt,
    ReceiptRow,
)
from articles.print_uses import sent
from articles.querysets import ReadersHave, of_visible
from newsroom.prepared import MOMENT, PERSON, prepared

LONGEST = 8
# One more than a card shows tells that there are more.
MOST = LONGEST + 1


def _bare(rows, article: str = ""):
    """Leave the long columns of the story where they are: no card prints a body."""
    prefix = f"{article}__" if article else ""
    return rows.defer(*(f"{prefix}{name}" for name in ("body", "left_out", "dek", "salt")))


@prepared(user=PERSON)
def pulled(user):
    """The stories that were pulled and wait for a decision, the latest first."""
    pulls = of_visible(Pull.objects.filter(off_until=None), user).select_related("article", "pulled_by")
    return _bare(pulls, "article").order_by("-off_from", "-pk")[:MOST]


@prepared(user=PERSON, since=MOMENT)
def red(user, since):
    """What the desk found not served as issued, or still served, since then; not once another act overtook it."""
    later = Receipt.objects.filter(article=OuterRef("receipt__article"), since__gt=OuterRef("receipt__since"))
    red = ReceiptRow.objects.filter(state=ReceiptRow.State.RED, receipt__since__gt=since)
    red = red.filter(~Exists(later.exclude(rows=None)), receipt__pull__off_until=None)
    red = of_visible(red, user, "receipt__article").select_related(
        "receipt__article", "receipt__edition", "receipt__given_back"
    )
    return _bare(red, "receipt__article").order_by("-pk")[:MOST]


@prepared(now=MOMENT)
def red_fronts(now):
    """The fronts of which readers do not get what was issued, as the desk found; not once another edition stands."""
    later = FrontEdition.objects.issued().filter(
        front=OuterRef("edition__front"), live_from__gt=OuterRef("edition__live_from"), live_from__lte=now
    )
    red = FrontReceipt.objects.filter(~Exists(later), state="red")
    return red.select_related("edition__front__section").order_by("-pk")[:MOST]


@prepared(user=PERSON, now=MOMENT, until=MOMENT)
def coming_photos(user, now, until):
    """The uses of photos in what goes live until then."""
    coming = Edition.objects.ahead(now).filter(live_from__lte=until)
    uses = of_visible(EditionPhoto.objects.filter(edition__in=coming.values("pk")), user)
    uses = _bare(uses.select_related("edition__article", "photo"), "edition__article")
    return uses.prefetch_related("photo__leases").order_by("edition__live_from", "pk")[:50]


@prepared(user=PERSON)
def to_be_read(user):
    """What went out unread and nobody has read since."""
    # What was recalled in time never reached a reader.
    rows = ReadAfter.objects.filter(read_at=None, edition__recalled_at=None)
    rows = of_visible(rows, user, "edition__article").select_related("edition__article", "reader")
    return _bare(rows, "edition__article").order_by("due_at", "pk")[:MOST]


@prepared(user=PERSON)
def awaiting(user):
    """What waits for this person to read it, the longest first."""
    rows = Article.objects.awaiting(user).but_entries().select_related("filed_by", "section")
    return _bare(rows).order_by("touched_at", "pk")[:MOST]


@prepared(user=PERSON)
def fixes(user):
    """What colleagues mended in live stories for this person, or whoever is on duty, to read, the longest first."""
    rows = AskedFix.objects.filter(Q(reader=user) | Q(reader=None), settled_at=None).exclude(by=user)
    return _bare(of_visible(rows, user).select_related("article", "by"), "article").order_by("at", "pk")[:MOST]


@prepared(user=PERSON)
def signed_off(user):
    """What may be published, the longest first."""
    rows = Article.objects.visible_to(user).on_stage(Article.Stage.READY).select_related("section")
    return _bare(rows).order_by("touched_at", "pk")[:MOST]


@prepared(user=PERSON)
def held(user):
    """The stories under a hold."""
    open_holds = Prefetch("holds", Hold.objects.filter(lifted_at=None), to_attr="open_holds")
    rows = _bare(Article.objects.visible_to(user).held()).prefetch_related(open_holds)
    return rows.order_by("-touched_at", "-pk")[:MOST]


@prepared(user=PERSON, now=MOMENT)
def gone_on_with(user, now):
    """The stories in work that readers have."""
    rows = Article.objects.visible_to(user).in_work().but_entries().where_readers_have(ReadersHave.LIVE, now)
    return _bare(rows.select_related("touched_by")).order_by("-touched_at", "-pk")[:MOST]


@prepared(user=PERSON)
def waiting(user):
    """The complaints nobody has decided on."""
    waiting = Complaint.objects.visible_to(user).filter(outcome="")
    return _bare(waiting.select_related("article", "looked_into_by"), "article").order_by("at", "pk")[:MOST]


@prepared(user=PERSON)
def mentioning(user):
    """The open notes that mention this person, which they have not answered."""
    answered = Note.objects.filter(
        by=user, at__gt=OuterRef("at"), answers=Coalesce(OuterRef("answers"), OuterRef("pk"))
    )
    rows = of_visible(Note.objects.filter(mentions=user, resolved_at=None), user)
    rows = rows.filter(Q(answers=None) | Q(answers__resolved_at=None), ~Exists(answered))
    return _bare(rows.select_related("article", "by"), "article").order_by("-at", "-pk")[:MOST]


@prepared(user=PERSON, now=MOMENT)
def was_due(user, now):
    """What was to be filed by now: of everybody for whoever assigns, else their own."""
    rows = Article.objects.visible_to(user).overdue(now).select_related("assignee")
    if not user.has_perm("articles.assign_article"):
        rows = rows.filter(assignee=user)
    return _bare(rows).order_by("due_at", "pk")[:MOST]


@prepared(user=PERSON)
def own(user):
    """What this person has in work; what was handed to somebody else is theirs, whoever began it."""
    own = Q(assignee=user) | Q(created_by=user, assignee=None)
    rows = Article.objects.visible_to(user).in_work().but_entries().filter(own)
    return _bare(rows).order_by("-touched_at", "-pk")[:MOST]


@prepared(user=PERSON, now=MOMENT)
def sent_pages(user, now, since):
    """The pages of print that were sent."""
    return sent(Article.objects.visible_to(user), now, since)
