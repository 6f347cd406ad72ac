"""Care for who is in the demo paper's pictures, and answers for what no camera took."""

from datetime import timedelta

from articles.models import Article
from media.answers import Question, answer_for_photo
from media.care import flag_person, record_consent
from media.cropping import crop_photo
from media.crops import Box
from media.models import Shape
from media.pixelating import pixelate
from media.rights import edit_photo
from media.source_types import address
from newsroom import clock

from .play import Play


def take_care(play: Play) -> int:
    """Flag, ask, pixelate and answer as a photo desk would; return how many acts that were."""
    desk, now = play.people["photo_editor"], play.now
    school = play.photos["school"]
    child = flag_person(school, by=desk, kinds={"child"}, now=now)
    record_consent(
        school,
        by=desk,
        person=child,
        given_by="Head teacher, Quay Street School",
        scope="The yard at break, for reports on the school's meals; no face to be recognised.",
        given_on=clock.local_date(now - timedelta(days=9)),
        now=now,
    )
    pixelate(school, by=desk, areas=[(430, 780, 60, 80), (560, 790, 60, 80)], now=now)
    # The door stays in view wherever it is cut, and cards come nearer than the whole.
    crop_photo(school, by=desk, focus=(5_250, 5_600), drawn={Shape.CARD: Box(700, 1_200, 8_600, 8_600)}, now=now)
    master = play.photos["harbour-master"]
    edit_photo(master, by=desk, persons_shown=["The harbour master"], now=now)
    drawn = play.photos["lighthouse"]
    made = address("trainedAlgorithmicMedia")
    edit_photo(drawn, by=desk, digital_source_type=made, ai_system="An image model", now=now)
    asked = _answer(play, school, Question.CONSENT, "Asked the head teacher again: these meals, this yard.")
    why = "It stands for the mood of the piece; readers are told how it was made."
    return 6 + asked + _answer(play, drawn, Question.MADE, why)


def _answer(play: Play, photo, question: str, words: str) -> int:
    """Answer for every story that shows the photo."""
    stories = Article.objects.filter(photos__photo=photo).distinct()
    for article in stories:
        context = str(article.uid)
        answer_for_photo(photo, by=play.people["editor"], question=question, context=context, words=words, now=play.now)
    return len(stories)
