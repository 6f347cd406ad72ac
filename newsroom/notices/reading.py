"""Looking at notices, and how one wants them. None of it is an act on a story, so none of it is on the record."""

from datetime import datetime, timedelta

from .kinds import KINDS, Way
from .models import Digest, Notice, NoticeChoice

DIGEST_HOUR = 7
# A notice says that something happened; that it did is in the log for ever.
READ_KEPT = timedelta(days=30)
UNREAD_KEPT = timedelta(days=120)


def read(user, now: datetime, notice: Notice | None = None) -> int:
    """Mark one notice as read, or all that this person may see; return how many."""
    found = Notice.objects.of(user).unread()
    if notice is not None:
        found = found.filter(pk=notice.pk)
    return found.update(read_at=now)


def unread(user, notice: Notice) -> None:
    """Mark a notice as not read yet."""
    Notice.objects.filter(to=user, pk=notice.pk).update(read_at=None)


def choices_of(user) -> dict[str, str]:
    """Return how this person wants each kind."""
    chosen = dict(NoticeChoice.objects.filter(person=user).values_list("kind", "way"))
    return {name: chosen.get(name, str(kind.usual)) for name, kind in KINDS.items()}


def digest_hour(user) -> int:
    """Return the hour of this person's daily e-mail."""
    found = Digest.objects.filter(person=user).values_list("hour", flat=True).first()
    return DIGEST_HOUR if found is None else found


def choose(user, ways: dict[str, str], hour: int) -> None:
    """Keep how this person wants each kind; what is as usual needs no row, and follows the usual way from now on."""
    other = {name: way for name, way in ways.items() if name in KINDS and way != KINDS[name].usual}
    NoticeChoice.objects.filter(person=user).delete()
    NoticeChoice.objects.bulk_create(NoticeChoice(person=user, kind=name, way=Way(way)) for name, way in other.items())
    Digest.objects.update_or_create(person=user, defaults={"hour": hour})


def forget_old(now: datetime) -> int:
    """Forget notices that were read a month ago, or that nobody read in four; return how many."""
    old = Notice.objects.filter(read_at__lt=now - READ_KEPT) | Notice.objects.filter(
        read_at=None, at__lt=now - UNREAD_KEPT
    )
    return old.delete()[0]
