"""Wagtail's own pipeline on one picture and a given set of sizes; run by the Python of `.tools/wagtail`."""

import json
import resource
import sys
import tempfile
import time

import django
from django.conf import settings

SAME_QUALITIES = {"WAGTAILIMAGES_AVIF_QUALITY": 60, "WAGTAILIMAGES_WEBP_QUALITY": 78, "WAGTAILIMAGES_JPEG_QUALITY": 82}


def _begin(folder: str) -> None:
    settings.configure(
        INSTALLED_APPS=[
            "wagtail.images",
            "wagtail.users",
            "wagtail.admin",
            "wagtail",
            "taggit",
            "django.contrib.auth",
            "django.contrib.contenttypes",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        MEDIA_ROOT=folder,
        STATIC_URL="/static/",
        USE_TZ=True,
        WAGTAIL_SITE_NAME="bench",
        WAGTAILADMIN_BASE_URL="http://127.0.0.1",
        **SAME_QUALITIES,
    )
    django.setup()


def main() -> None:
    specs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        _begin(folder)
        from django.core.files import File
        from django.core.management import call_command
        from wagtail import VERSION
        from wagtail.images import get_image_model

        call_command("migrate", verbosity=0)
        with open(sys.argv[1], "rb") as file:
            image = get_image_model()(title="bench")
            image.file.save("picture.jpg", File(file), save=False)
        image.save()
        filters = [
            (f"fill-{width}x{height}" if crop else f"width-{width}") + f"|format-{format}"
            for crop, width, height, format in specs
        ]
        began = time.perf_counter()
        made = image.get_renditions(*filters)
        seconds = time.perf_counter() - began
        said = {
            "version": ".".join(map(str, VERSION[:3])),
            "seconds": seconds,
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "bytes": sum(rendition.file.size for rendition in made.values()),
        }
        if len(made) != len(set(filters)):
            raise SystemExit(f"Wagtail made {len(made)} of {len(filters)}.")
    print(json.dumps(said))


if __name__ == "__main__":
    main()
