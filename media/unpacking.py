"""An archive of pictures: listed and read in the child, one entry at a time, each taken in like any other file."""

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext, ngettext

from newsroom import clock

from . import held
from .arriving import take
from .judging import verdicts
from .models import Arrival
from .opening import TooBusy, UploadRefused


def unpack(arrival: Arrival, *, now: datetime | None = None) -> int:
    """Take in every picture of an archive that is all here and return how many; safe to run again after a kill.

    Raise TooBusy while the newsroom has no time to read it: what was taken in is in, and the worker tries again.
    """
    if arrival.state != Arrival.State.UNPACKING:
        return 0
    by, taken = arrival.batch.begun_by, 0
    try:
        with held.whole(arrival) as file:
            if file is None:
                raise UploadRefused(gettext("“%(name)s” was lost. Send it again.") % {"name": arrival.name})
            for entry in verdicts.listed(file, arrival.name):
                taken += _take_entry(arrival, file, entry, by, now)
    except TooBusy:
        raise
    except UploadRefused as refusal:
        arrival.state, arrival.said = Arrival.State.REFUSED, str(refusal)
    else:
        arrival.state = Arrival.State.UNPACKED
        arrival.said = ngettext("%(count)s picture was in it.", "%(count)s pictures were in it.", taken) % {
            "count": taken
        }
    arrival.settled_at = now or clock.now()
    arrival.save()
    held.forget(arrival)
    return taken


def _take_entry(arrival: Arrival, file, entry: dict, by, now: datetime | None) -> bool:
    line, _new = Arrival.objects.get_or_create(
        batch=arrival.batch,
        fingerprint=f"{arrival.uid.hex}:{entry['number']}",
        defaults={"inside": arrival, "name": entry["name"], "bytes": entry["bytes"]},
    )
    if line.state == Arrival.State.COMING:
        try:
            data = verdicts.entry(file, entry["number"], line.name)
        except TooBusy:
            raise
        except UploadRefused as refusal:
            line.state, line.said, line.settled_at = Arrival.State.REFUSED, str(refusal), now or clock.now()
            line.save()
        else:
            take(line, BytesIO(data), by=by, now=now)
    return line.state in {Arrival.State.TAKEN, Arrival.State.KNOWN}
