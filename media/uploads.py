"""The one way in for a picture."""

from datetime import datetime
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, ngettext

from newsroom import clock
from newsroom.record.canonical import canonical, clean_text
from newsroom.record.log import enter

from . import asking, credentials, declaration, from_file, house_credit, pixels, renditions
from .alike import keep_looks
from .incoming import refuse_what_does_not_fit, sha256_of, size_of
from .judging.limits import most_megabytes
from .judging.verdicts import Verdict, judge
from .models import Batch, Photo, Traces
from .opening import UploadRefused
from .permissions import may_see, may_upload_photo
from .persons import name_persons
from .places import name_places
from .refusals import too_many_bytes
from .rights import EDITABLE, keep_to_contract, read_instructions, typed

_EXTENSIONS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "tiff": ".tif", "avif": ".avif", "heic": ".heic"}


def accept(file, *, by, now: datetime | None = None, batch: Batch | None = None, **fields) -> Photo:
    """Take in an uploaded file and return its photo, at once usable for the desk.

    `fields` are what the sender says of it (see `rights.EDITABLE`); what they leave empty, the file's own metadata
    fills. The very same bytes are recognised: the photo that has them is returned with `recognised` set, unchanged.
    Raise UploadRefused with a sentence for whatever cannot be taken in, and TypeError for an unknown field.
    """
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A photo has no field {', '.join(sorted(unknown))} to upload with.")
    name = clean_text(PurePath(getattr(file, "name", "") or gettext("the file")).name)[:100]
    if not may_upload_photo(by):
        raise UploadRefused(gettext("You may not upload pictures. Ask the photo desk to take them in."))
    sha256 = sha256_of(file, most_megabytes(), too_many_bytes(name))
    if known := Photo.objects.filter(sha256=sha256).first():
        return _recognised(known, by, name)
    # The slow part comes before the transaction: others would wait for it.
    verdict = judge(file, name)
    photo = _photo_of(verdict, file, name, fields)
    photo.sha256, photo.uploaded_by, photo.uploaded_at = sha256, by, now or clock.now()
    photo.frames, photo.batch = verdict.frames, batch
    proof = credentials.read(file, photo.format) if verdict.credentials else {"state": "none"}
    photo.credentials = proof["state"]
    credentials.take_over(photo, proof)
    house_credit.credit_sender(photo, by)
    photo.colour = pixels.dominant(verdict.preview)
    refuse_what_does_not_fit(photo)
    first = list(renditions.make(photo, verdict.preview, [declaration.first_spec(photo)], photo.uploaded_at))
    return _put_on_record(photo, file, first, name, verdict, proof)


def said_of(photo: Photo) -> str:
    """Return what to tell somebody whose file was taken in: that it was here already, or is one of several pictures.

    Nothing where there is nothing to say.
    """
    if photo.recognised:
        return recognised_sentence(photo)
    if photo.frames > 1:
        return ngettext(
            "It is an animation of %(count)s picture: the first was taken.",
            "It is an animation of %(count)s pictures: the first was taken.",
            photo.frames,
        ) % {"count": photo.frames}
    return ""


def recognised_sentence(photo: Photo) -> str:
    """Return what to tell somebody who sent a file that was here already."""
    sentence = gettext("This very file was here already, uploaded by %(who)s. Nothing was added.") % {
        "who": photo.uploaded_by
    }
    return sentence + (" " + gettext("It is withdrawn: nobody may use it.") if photo.withdrawn_at else "")


def _recognised(photo: Photo, by, name: str) -> Photo:
    if not may_see(by, photo):
        raise UploadRefused(
            gettext("“%(name)s” is on file already, from somebody else. Ask the photo desk for it.") % {"name": name}
        )
    photo.recognised = True
    return photo


def _photo_of(verdict: Verdict, file, name: str, fields: dict) -> Photo:
    """Return an unsaved photo: what the sender says, then what the file says where they said nothing."""
    says = verdict.says
    fields = {key: typed(value) for key, value in fields.items()}
    photo = Photo(
        format=verdict.format,
        width=verdict.width,
        height=verdict.height,
        bytes=size_of(file),
        file_says=canonical({**says, "file_name": name}),
        **fields,
    )
    for field, value in from_file.photo_fields(says).items():
        if value and not getattr(photo, field):
            setattr(photo, field, value)
    return photo


def _take_terms(photo: Photo) -> None:
    """Write down what its sender, its licence and its supplier's contract ask for; whoever sent it decides nothing."""
    by, now = photo.uploaded_by, photo.uploaded_at
    if asked := "; ".join(filter(None, [photo.instructions, photo.usage_terms])):
        read_instructions(photo, by=by, text=asked, now=now)
    keep_to_contract(photo, photo.supplier, by, now)


def _put_on_record(photo: Photo, file, first: list, name: str, verdict: Verdict, proof: dict) -> Photo:
    """Store the file, the photo and what lies beside it: persons, looks, credentials, traces."""
    file.seek(0)
    # The sender's name says nothing that is trusted, not even its suffix.
    path = photo.original.field.generate_filename(photo, "original" + _EXTENSIONS[photo.format])
    photo.original.name = default_storage.save(path, file)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            name_persons(photo, from_file.persons(verdict.says))
            name_places(photo, from_file.places_shown(verdict.says))
            keep_looks(photo, verdict.looks)
            credentials.keep(photo, proof, photo.uploaded_at)
            if verdict.traces:
                Traces.objects.create(photo=photo, text=verdict.traces)
            for rendition in first:
                rendition.photo = photo
                rendition.save(force_insert=True)
            _take_terms(photo)
            asking.ask(photo, photo.uploaded_at)
            facts = {"sha256": photo.sha256, "format": photo.format, "bytes": photo.bytes}
            enter(
                "upload_photo", by=photo.uploaded_by, now=photo.uploaded_at, subject=f"photo:{photo.uid}", facts=facts
            )
    except BaseException as error:
        for stored in [photo.original, *(rendition.file for rendition in first)]:
            default_storage.delete(stored.name)
        # Two people sent the same file at the same instant: the other's is the photo.
        twin = Photo.objects.filter(sha256=photo.sha256).first() if isinstance(error, IntegrityError) else None
        if twin is None:
            raise
        return _recognised(twin, photo.uploaded_by, name)
    return photo
