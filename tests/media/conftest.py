"""Pictures made by code, in every kind that may be sent, and some that may not."""

import itertools
from io import BytesIO
from types import SimpleNamespace

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media import declaration
from media.judging import verdicts
from media.judging.pool import pool
from media.models import Shape
from media.opening import Unfit
from media.uploads import accept
from tests.conftest import NOON

_colours = itertools.count(1)
# The newsroom only reads HEIC; a test has to write one first.
pillow_heif.register_heif_opener()


def drawing(width=640, height=420, mode="RGB"):
    """Return an image unlike every other drawn in this run."""
    number = next(_colours)
    image = Image.new("RGB", (width, height), (number * 53 % 256, number * 97 % 256, number // 256))
    image.paste((250, 250, 250), (0, 0, max(1, width // 4), max(1, height // 4)))
    return image if mode == "RGB" else image.convert(mode)


def saved(image, format="JPEG", **options) -> bytes:
    """Return the image as a file of that kind."""
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def shown(rendition) -> Image.Image:
    """Return the picture that a rendition's file holds."""
    image = Image.open(BytesIO(rendition.file.open("rb").read()))
    image.load()
    return image


def sent(data: bytes, name="picture.jpg") -> SimpleUploadedFile:
    """Return the bytes as a browser sends them."""
    return SimpleUploadedFile(name, data)


@pytest.fixture
def busy(monkeypatch):
    """Return a function that lets the newsroom read no file for so many asks, the first few of them excepted."""
    children = pool()

    def _busy(times: int, after: int = 0) -> None:
        answers = iter([False] * after + [True] * times)

        def ask(job, file, **more):
            if next(answers, False):
                raise Unfit("busy")
            return children.ask(job, file, **more)

        monkeypatch.setattr(verdicts, "pool", lambda: SimpleNamespace(ask=ask))

    return _busy


@pytest.fixture
def upload(cast):
    """Take a file in, as the photo editor unless somebody else is named."""

    def _upload(data=None, *, by=None, now=NOON, name="picture.jpg", **fields):
        return accept(
            sent(saved(drawing()) if data is None else data, name), by=by or cast.photo_editor, now=now, **fields
        )

    return _upload


@pytest.fixture
def photo(upload):
    """A photo that may be used."""
    return upload(credit_line="Photographer C/Gazette", licence="own", alt_text="A harbour wall.")


@pytest.fixture
def as_(client, cast, settings):
    """Sign somebody of the cast in and return their browser."""
    settings.SECOND_FACTOR = False

    def _as(who):
        client.force_login(getattr(cast, who), backend="newsroom.staff.backend.StaffBackend")
        return client

    return _as


@pytest.fixture
def few_sizes(monkeypatch):
    """Make two sizes in three formats: enough to see every rule, quick enough to see it often."""
    sizes = dict.fromkeys(declaration.WIDTHS, (64,)) | {Shape.WHOLE: (64, 128), Shape.WIDE: (120,)}
    monkeypatch.setattr(declaration, "WIDTHS", sizes)
    monkeypatch.setattr(declaration, "FOR_MACHINES", {})
