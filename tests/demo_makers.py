"""Running the demo in tests, with small pictures in place of the drawn ones."""

from io import BytesIO, StringIO

from django.core.management import call_command
from PIL import Image

from newsroom.ops.demo import pictures
from newsroom.ops.demo.pictures.metadata import xmp_packet


def small_pictures(names):
    """Give a small picture of its own colour, with the record inside, for each name."""
    for number, name in enumerate(names):
        out = BytesIO()
        packet = xmp_packet(pictures.records()[name])
        Image.new("RGB", (96, 64), (number * 9, 80, 120)).save(out, "JPEG", xmp=packet)
        yield name, out.getvalue()


def run(*arguments) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()
