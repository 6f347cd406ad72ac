"""What a person has to answer, with their name, before a story may show some of its pictures."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from media.answers import Question, open_questions
from media.models import Photo

from .body_doubts import numbered
from .content import Content
from .findings import BLOCK, Finding
from .models import Article

_ASKED = {
    Question.CONSENT: (
        _("Photo %(number)s shows somebody who needs care: nobody has said that this story may show them."),
        _("Look at what they agreed to, then answer with your name; or publish without it."),
    ),
    Question.MADE: (
        _("Photo %(number)s was made or altered: nobody has said that this story may show it."),
        _("Say why readers are shown it, with your name; or publish without it."),
    ),
}


def waiting_for_answers(article: Article, content: Content, photos: dict[str, Photo]) -> Iterator[Finding]:
    """Yield each question that nobody has answered for this story yet."""
    waiting = open_questions(photos.values(), str(article.uid))
    for number, use in numbered(content) if waiting else ():
        photo = photos.get(use.photo)
        for question in waiting.get(photo.pk, ()) if photo else ():
            message, advice = _ASKED[question]
            said = message % {"number": number}
            yield Finding(f"photo-{question}", BLOCK, said, str(advice), "photos", use.photo)
