"""Work on photos that nobody should wait for."""

from django.tasks import task

from newsroom import clock

from .models import Arrival, Making, Photo, Supplier
from .renditions import make_renditions

# Somebody who changes a picture again and again is waited for; not for ever.
_MOST_ROUNDS = 20


@task(queue_name="photos")
def make_photo_renditions(photo_pk: int) -> int:
    """Make the renditions a photo lacks, and again while it is changed meanwhile; a deleted one needs none."""
    made = 0
    for _round in range(_MOST_ROUNDS):
        photo = Photo.objects.filter(pk=photo_pk).first()
        if photo is None:
            return made
        Making.objects.filter(photo=photo).update(begun_at=clock.now(), changed=False)
        made += make_renditions(photo)
        Making.objects.filter(photo=photo, changed=False).delete()
        if not Making.objects.filter(photo=photo, changed=True).exists():
            break
    return made


@task(queue_name="photos")
def unpack_arrival(arrival_pk: int) -> int:
    """Take in the pictures of an archive that somebody sent; one forgotten meanwhile has none."""
    from .unpacking import unpack

    arrival = Arrival.objects.select_related("batch__begun_by").filter(pk=arrival_pk).first()
    return unpack(arrival) if arrival else 0


@task(queue_name="photos")
def take_from_folder(supplier_pk: int) -> int:
    """Take in what has arrived in a supplier's folder."""
    from .watching import take_in

    supplier = Supplier.objects.filter(pk=supplier_pk).first()
    return take_in(supplier)[0] if supplier else 0
