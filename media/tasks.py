"""Work on photos that nobody should wait for."""

from django.tasks import task

from .models import Photo
from .renditions import make_renditions


@task(queue_name="photos")
def make_photo_renditions(photo_pk: int) -> int:
    """Make the renditions a photo lacks; a photo deleted meanwhile needs none."""
    photo = Photo.objects.filter(pk=photo_pk).first()
    return make_renditions(photo) if photo else 0
