"""What readers are told of a picture that no camera took as it is, and of an old one, from what its file says alone."""

import io
import json
import re

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles import workflow
from articles.workflow import Refused
from media import metadata
from media.answers import answer_for_photo
from media.models import Photo
from media.renditions import make_renditions
from media.uploads import accept
from tests.makers import NOON, make_article, use_of
from tests.media.conftest import drawing
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

MADE, OLD = "Illustration made with AI.", "File photograph, 2020."
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" %s/></rdf:RDF></x:xmpmeta>"""
SAYS = {
    MADE: 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
    OLD: 'photoshop:DateCreated="2020-03-09T10:00:00Z"',
}


def taken_in(cast, label: str) -> Photo:
    """Take in a picture whose file alone says what readers have to be told."""
    out = io.BytesIO()
    drawing(1600, 900).save(out, "JPEG", xmp=(XMP % SAYS[label]).encode())
    said = {"credit_line": "Photographer C/Gazette", "licence": "own", "caption": "The quay.", "alt_text": "A quay."}
    photo = accept(ContentFile(out.getvalue(), "a.jpg"), by=cast.photo_editor, now=NOON, **said)
    make_renditions(photo, now=NOON)
    return photo


def json_ld(page: str) -> str:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.dumps(json.loads(found[1]).get("image", [])) if found else ""


def head(page: str) -> str:
    return page.partition("</head>")[0]


def whole(page: str) -> str:
    return page


# Where a picture has its whole caption; and where only its credit stands, or less.
TOLD = {
    "story": ("{story}", whole),
    "structured data": ("{story}", json_ld),
    "feed": ("/feed/", whole),
    "feed, as Atom": ("/feed/atom/", whole),
    "feed, as JSON": ("/feed/json/", whole),
    "API": ("/api/items/", whole),
}
SHOWN = {
    **TOLD,
    "share card": ("{story}", head),
    "front": ("/", whole),
    "section": ("/section/city/", whole),
}


@pytest.mark.parametrize(("label", "surface"), [*((MADE, each) for each in SHOWN), *((OLD, each) for each in TOLD)])
def test_readers_are_told_on_every_surface_that_has_the_picture(cast, read, label, surface):
    photo = taken_in(cast, label)
    article = make_article(by=cast.reporter, photos=(use_of(photo, caption="The quay."),))
    workflow.file(article, by=cast.reporter, now=NOON)
    if label == MADE:
        with pytest.raises(Refused, match="was made or altered: nobody has said that this story may show it"):
            workflow.publish(article, by=cast.editor, now=NOON)
        said = {"question": "made", "context": str(article.uid), "words": "It shows the plan, and says so."}
        answer_for_photo(photo, by=cast.editor, now=NOON, **said)
    workflow.publish(article, by=cast.editor, now=NOON)
    path, part = SHOWN[surface]
    page = part(text(read(path.format(story=address(article)))))
    assert f"/photos/{photo.uid}/" in page, "the picture is there"
    assert label in page, surface


@pytest.mark.parametrize("label", [MADE, OLD])
def test_the_label_of_what_a_model_made_goes_along_in_every_rendition(cast, label):
    photo = taken_in(cast, label)
    inside = [metadata.read(Image.open(rendition.file)) for rendition in photo.renditions.all()]
    assert inside and all(("digital_source_type" in each) is (label == MADE) for each in inside)
