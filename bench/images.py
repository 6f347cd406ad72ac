"""How fast a 24-megapixel JPEG is taken in and made into every size, beside Wagtail's own pipeline.

Run as `make bench-images`: the same file, the same set of sizes, cuts and formats, at the same qualities, one after
the other on this machine, each step in a process of its own so that its peak of memory is its own. Wagtail is
installed into `.tools/wagtail` by this bench alone.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WAGTAIL = ROOT / ".tools" / "wagtail"
SIZE = (6000, 4000)
ROUNDS = 5


def picture(path: str) -> dict:
    """Write a picture with coarse and fine detail everywhere, which costs a decoder what a photograph does."""
    whole = None
    for share, weight in ((1, 0), (4, 0.5), (40, 0.6), (400, 0.6)):
        noise = [Image.effect_noise((SIZE[0] // share, SIZE[1] // share), 90).resize(SIZE) for _channel in range(3)]
        layer = Image.merge("RGB", noise)
        whole = layer if whole is None else Image.blend(whole, layer, weight)
    whole.save(path, "JPEG", quality=90)
    return {}


def peak() -> int:
    """Return the most memory this process, or any one of its children, has held, in megabytes."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in whose) // 1024


def _begin() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()


def upload(path: str) -> dict:
    """Send the picture as the desk's page does, some times over, each time with other bytes at its end."""
    _begin()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from media.judging.pool import pool
    from media.models import Photo
    from newsroom.staff.models import User

    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0)
    user = User.objects.create_superuser(email="bench@newsroom.example", password=None, name="Bench")
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    pool().warm()
    time.sleep(2)
    data, took = Path(path).read_bytes(), []
    for number in range(ROUNDS):
        file = SimpleUploadedFile("picture.jpg", data + bytes([number]) * 8)
        began = time.perf_counter()
        answer = client.post(reverse("admin:media_photo_quick_upload"), {"file": file})
        took.append(time.perf_counter() - began)
        if answer.status_code != 201:
            raise SystemExit(f"The upload was refused: {answer.content.decode()}")
    return {"ms": sorted(round(1000 * each) for each in took), "mb": peak(), "photo": Photo.objects.first().pk}


def make(pk: str) -> dict:
    """Do the worker's task for one photo, and say what was made."""
    _begin()
    from media.models import Photo, Rendition
    from media.tasks import make_photo_renditions

    began = time.perf_counter()
    make_photo_renditions.func(int(pk))
    seconds = time.perf_counter() - began
    made = Rendition.objects.filter(photo=Photo.objects.get(pk=pk))
    return {
        "seconds": seconds,
        "mb": peak(),
        "bytes": sum(made.values_list("bytes", flat=True)),
        "specs": [[r.crop, r.width, r.height, r.format] for r in made],
    }


def _step(name: str, argument: str, environment: dict) -> dict:
    command = [sys.executable, "-m", "bench.images", name, argument]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def _wagtail(path: Path, specs: list) -> dict:
    from newsroom.ops.setup.packages import fetch_uv, find_uv

    python = WAGTAIL / "bin" / "python"
    if not python.exists():
        uv = find_uv() or fetch_uv()
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(WAGTAIL)], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), "wagtail"], check=True)
    command = [str(python), str(ROOT / "bench" / "wagtail_images.py"), str(path)]
    done = subprocess.run(command, input=json.dumps(specs), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.jpg"
        environment = {**os.environ, "NEWSROOM_VAR": f"{folder}/var", "LOG_LEVEL": "ERROR"}
        Path(folder, "var").mkdir()
        # In a process of its own: the next ones would inherit its peak.
        _step("picture", str(path), environment)
        sent = _step("upload", str(path), environment)
        made = _step("make", str(sent["photo"]), environment)
        theirs = _wagtail(path, made["specs"])
    print(f"A JPEG of {SIZE[0]} × {SIZE[1]} pixels; {len(made['specs'])} renditions\n")
    print(f"upload answers in {sent['ms'][len(sent['ms']) // 2]} ms (of {sent['ms']}), peak {sent['mb']} MB")
    print(f"Newsroom: all ready in {made['seconds']:.2f} s, peak {made['mb']} MB, {made['bytes'] // 1024} KB")
    print(
        f"Wagtail {theirs['version']}: all ready in {theirs['seconds']:.2f} s, peak {theirs['mb']} MB, "
        f"{theirs['bytes'] // 1024} KB"
    )
    print(f"ratio {theirs['seconds'] / made['seconds']:.1f}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps({"picture": picture, "upload": upload, "make": make}[sys.argv[1]](sys.argv[2])))
    else:
        main()
