"""Work on photos that nobody should wait for."""

from django.tasks import task

from newsroom import clock

from .models import Making, Photo
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
