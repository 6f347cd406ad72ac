"""What a person has to answer before a photo goes into a story, and the verb that answers."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from newsroom.record.log import enter

from . import permissions
from .act import allow, locked, typed
from .models import CareFlag, Photo, PhotoAnswer
from .source_types import label_for_readers

Question = PhotoAnswer.Question


def open_questions(photos: Iterable[Photo], context: str) -> dict[int, list[str]]:
    """Return, by photo, the questions nobody has answered for this context yet. Asks the database only if it must."""
    asked = {photo: found for photo in photos if (found := _questions(photo))}
    if not asked:
        return {}
    answers = {
        (answer.photo_id, answer.question): answer.asked
        for answer in PhotoAnswer.objects.filter(context=context, photo__in=asked)
    }
    return {
        photo.pk: left
        for photo, questions in asked.items()
        if (left := [each for each in questions if answers.get((photo.pk, each)) != _digest(photo, each)])
    }


def _questions(photo: Photo) -> list[str]:
    return [*[Question.CONSENT.value] * bool(photo.care), *[Question.MADE.value] * bool(label_for_readers(photo))]


def what_is_asked(photo: Photo, question: str) -> list[str]:
    """Return the facts somebody has to know before they answer, a sentence each."""
    if question == Question.MADE:
        said = [gettext("Readers see beside it: %(label)s") % {"label": label_for_readers(photo)}]
        if photo.ai_system:
            said.append(gettext("Made with %(system)s.") % {"system": f"{photo.ai_system} {photo.ai_system_version}"})
        return said
    said = []
    for person in photo.persons.prefetch_related("flags"):
        if flags := ", ".join(str(flag).lower() for flag in person.flags.all()):
            said.append(gettext("%(person)s: %(flags)s") % {"person": person, "flags": flags})
    consents = photo.consents.filter(ends_at=None)
    for consent in consents:
        said.append(
            gettext("%(who)s agreed on %(when)s: %(scope)s")
            % {"who": consent.given_by, "when": date_format(consent.given_on, "j F Y"), "scope": consent.scope}
        )
    if not consents:
        said.append(gettext("Nobody's consent is on record."))
    return said


def _digest(photo: Photo, question: str) -> str:
    """Return a digest of what is asked: another flag, consent or way it was made asks again."""
    if question == Question.MADE:
        parts = [photo.digital_source_type, photo.ai_system]
    else:
        parts = [photo.care, *map(str, photo.consents.filter(ends_at=None).values_list("pk", flat=True))]
        flags = CareFlag.objects.filter(person__photo=photo).values_list("person__number", "kind")
        parts += [f"{number} {kind}" for number, kind in flags]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def answer_for_photo(
    photo: Photo, *, by, question: str, context: str, words: str, now: datetime | None = None
) -> PhotoAnswer:
    """Put one's name under one use of a photo that may not be used without."""
    with locked(photo, now) as (kept, now):
        allow(
            permissions.may_answer_for_photo(by, kept),
            gettext("You may not answer for this picture. Ask an editor or the photo desk."),
        )
        words = typed(words)
        allow(bool(words), gettext("Say why it may be used here: whom you asked, what they agreed to, what it is for."))
        said = {"asked": _digest(kept, question), "words": words, "answered_by": by, "answered_at": now}
        answer, _made = PhotoAnswer.objects.update_or_create(
            photo=kept, question=question, context=context, defaults=said
        )
        facts = {"question": question, "context": context}
        enter("answer_for_photo", by=by, now=now, subject=f"photo:{kept.uid}", facts=facts, words={"answer": words})
    return answer
