"""Every hostile picture sent through the upload's own address. Played by test_hostile_images.py."""

from tests.trials.hostile_kinds import MARK, made
from tests.trials.hostile_sending import SENTENCE, send_all


def _settle(_client, answer, _kind: str) -> str:
    if answer.status_code == 400:
        return "refused" if len(answer.json().get("error", "")) >= SENTENCE else "silent"
    from media.models import Photo

    photo = Photo.objects.get(uid=answer.json()["photo"]["uid"])
    carries_it = any(MARK in rendition.file.open("rb").read() for rendition in photo.renditions.all())
    return "hidden" if carries_it else ""


send_all(made, "admin:media_photo_quick_upload", "admin:media_photo_add", _settle)
