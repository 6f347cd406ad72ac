"""Content Credentials: whether they hold, who signed, what they say, and that nobody outside is asked."""

import json
import struct
import subprocess
import sys
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from media import answers, credentials, metadata
from media.admin import credentials_card, file_words
from media.credentials import check_credentials
from media.credits import printed
from media.judging import credentials as judged
from media.models import Credentials, Photo
from media.opening import PhotoRefused, Unfit
from media.rights import edit_photo
from newsroom.record.models import LogEntry

from .conftest import drawing, saved
from .test_admin import form_of, said
from .test_metadata import REAL

pytest.importorskip("c2pa")
from .signed import MADE_BY_A_MODEL, TAKEN, TYPE, agency, signed, stranger


@pytest.fixture(autouse=True)
def trusted(settings, tmp_path):
    """The newsroom trusts the agency and nobody else."""
    path = tmp_path / "trusted.pem"
    path.write_text(agency().root)
    settings.CREDENTIALS_TRUST = str(path)
    return path


def said_of(photo: Photo) -> dict:
    return json.loads(Credentials.objects.get(photo=photo).text)


def card(photo: Photo) -> dict:
    return credentials_card.card(photo, may_check=True)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff", "avif", "heic"])
def test_a_picture_signed_by_somebody_trusted_says_who_with_what_and_how_it_was_made(upload, kind):
    image = saved(drawing(), "heif" if kind == "heic" else kind)
    photo = upload(signed(TAKEN, {"action": "c2pa.cropped"}, picture=image, kind=kind), name=f"a.{kind}")
    said = said_of(photo)
    assert (photo.format, photo.credentials) == (kind, "trusted")
    assert (said["signer"], said["tool"], said["made"]) == ("Quay Agency", "Quay Editor 1.0", f"{TYPE}digitalCapture")
    assert card(photo)["actions"] == ["Made · Photograph: a digital camera", "Cropped"]
    assert photo.digital_source_type == f"{TYPE}digitalCapture"


def test_whoever_is_not_on_the_newsrooms_list_is_nobody_it_trusts(upload):
    photo = upload(signed(by=stranger()))
    assert photo.credentials == "unknown"
    assert "anybody can make one" in str(card(photo)["means"])
    assert photo.digital_source_type == "", "a stranger's word that a camera took it is worth nothing"


def test_without_a_list_everybody_is_a_stranger(upload, settings):
    settings.CREDENTIALS_TRUST = ""
    assert upload(signed()).credentials == "unknown"


def test_a_picture_changed_since_it_was_signed_says_so(upload, as_):
    data = bytearray(signed(picture=saved(drawing(), "PNG"), kind="png"))
    # The last row of pixels: the picture is whole, and another.
    at = data.rindex(b"IEND") - 4
    start = data.rindex(b"IDAT") - 4
    rows = zlib.decompress(bytes(data[start + 8 : at - 4]))
    packed = zlib.compress(rows[:-3] + b"\1\2\3")
    chunk = b"IDAT" + packed
    data[start:at] = struct.pack(">I", len(packed)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    photo = upload(bytes(data), name="a.png")
    assert photo.credentials == "altered"
    page = as_("photo_editor").get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    assert "Changed since it was signed" in page and "Do not rely on it" in page
    assert 'value="credentials"' not in page, "what is not to be relied on is not offered"


def test_a_picture_without_any_says_none_and_keeps_nothing(upload):
    photo = upload()
    assert photo.credentials == "none"
    assert not Credentials.objects.exists()
    assert "None" in card(photo)["chip"] and not card(photo)["may_check"]


def test_what_a_model_made_goes_through_the_gate_with_a_label_whoever_signed_it(upload):
    photo = upload(signed(MADE_BY_A_MODEL, by=stranger()))
    assert photo.digital_source_type == f"{TYPE}trainedAlgorithmicMedia"
    assert photo.ai_system == "Image Model 3"
    assert printed(photo, "A quay.", None).notice == "Illustration made with AI."
    assert answers.open_questions([photo], "story")[photo.pk] == ["made"]
    assert b"trainedAlgorithmicMedia" in metadata.embed(photo)


def test_the_desk_sees_the_label_on_the_photos_page_and_on_the_sheet(upload, as_):
    photo = upload(signed(MADE_BY_A_MODEL))
    desk, said = as_("photo_editor"), "Readers see beside it: Illustration made with AI."
    assert said in desk.get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    tile = desk.get(reverse("admin:media_photo_changelist")).context["tiles"][0]
    assert [(corner.sign, corner.title) for corner in tile.corners if corner.name == "made"] == [("AI", said)]


def test_credentials_that_say_more_than_the_file_are_believed_and_the_difference_is_told(upload):
    image = saved(drawing(), xmp=metadata.embed(Photo(digital_source_type=f"{TYPE}digitalCapture")))
    photo = upload(signed(MADE_BY_A_MODEL, picture=image))
    assert photo.digital_source_type == f"{TYPE}trainedAlgorithmicMedia"
    row = next(each for each in file_words.beside(photo) if each["field"] == "digital_source_type")
    assert (row["value"], row["same"]) == ("Photograph: a digital camera", False)


def test_a_file_that_says_a_model_made_it_is_not_talked_out_of_it(upload):
    image = saved(drawing(), xmp=metadata.embed(Photo(digital_source_type=f"{TYPE}trainedAlgorithmicMedia")))
    photo = upload(signed(TAKEN, picture=image))
    assert photo.digital_source_type == f"{TYPE}trainedAlgorithmicMedia"
    assert card(photo)["disagrees"] == "This page says: Made with AI."


def test_a_photograph_that_a_model_had_a_hand_in_was_altered(upload):
    filled = {**MADE_BY_A_MODEL, "action": "c2pa.edited"}
    assert upload(signed(TAKEN, filled)).digital_source_type == f"{TYPE}compositeWithTrainedAlgorithmicMedia"


@pytest.mark.parametrize(
    ("relation", "made"),
    [
        ("parentOf", "trainedAlgorithmicMedia"),
        ("componentOf", "compositeWithTrainedAlgorithmicMedia"),
        ("inputTo", "digitalCapture"),
    ],
)
def test_what_a_picture_is_made_out_of_counts(upload, relation, made):
    before = signed(MADE_BY_A_MODEL)
    actions = [{"action": "c2pa.edited"}] if relation == "parentOf" else [TAKEN]
    photo = upload(signed(*actions, ingredients=[(relation, before)]))
    assert photo.digital_source_type == TYPE + made
    assert card(photo)["ingredients"][0].startswith("before.jpg")
    assert card(photo)["ingredients"][0].endswith("signed by Quay Agency")


@contextmanager
def listening():
    """A server on this machine, and what it was asked for."""
    asked = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        log_message = print

    server = HTTPServer(("127.0.0.1", 0), Asked)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/manifest.c2pa", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_credentials_that_are_elsewhere_are_told_and_never_fetched(upload):
    with listening() as (address, asked):
        photo = upload(signed(remote=address, embed=False))
    assert (photo.credentials, asked) == ("elsewhere", [])
    assert card(photo)["host"] == "127.0.0.1"


WILLING = """
import sys, contextlib, c2pa
from media.judging import credentials
credentials._SETTINGS = {"verify": {"remote_manifest_fetch": True}}
cut = credentials._cut_off if sys.argv[2] == "cut" else contextlib.nullcontext
with open(sys.argv[1], "rb") as file, cut():
    credentials._read(c2pa, file, "image/jpeg", "")
"""


@pytest.mark.parametrize(("how", "asks"), [("cut", []), ("open", ["/manifest.c2pa"])])
def test_nothing_can_be_fetched_even_if_the_library_tried(tmp_path, how, asks):
    path = tmp_path / "a.jpg"
    with listening() as (address, asked):
        path.write_bytes(signed(remote=address, embed=False))
        # In a process of its own: the library takes it badly that it may open nothing, and ends it.
        subprocess.run([sys.executable, "-c", WILLING, str(path), how], stderr=subprocess.DEVNULL)
    assert asked == asks, "without the cut it asks: so the test would see it"


def chunked(manifest: bytes) -> bytes:
    """Return a whole PNG with these bytes where its Content Credentials belong."""
    data = saved(drawing(64, 48), "PNG")
    at = data.index(b"IDAT") - 4
    chunk = b"caBX" + manifest
    return data[:at] + struct.pack(">I", len(manifest)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[at:]


def box(kind: bytes, content: bytes, length: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(content) if length is None else length) + kind + content


NAMED = box(b"jumd", judged._INSIDE + b"\x03c2pa\0")


def nested(deep: int) -> bytes:
    found = b""
    for _ in range(deep):
        found = box(b"jumb", NAMED + found)
    return found


@pytest.mark.parametrize(
    "manifest",
    [
        judged._INSIDE,
        box(b"jumb", NAMED),
        box(b"jumb", NAMED, length=0xFFFFFFFF),
        box(b"jumb", NAMED, length=0),
        box(b"jumb", NAMED + box(b"cbor", b"\x9f" * 50_000)),
        box(b"jumb", NAMED + box(b"cbor", b"\x5b" + b"\xff" * 8)),
        nested(20_000),
    ],
    ids=["type alone", "empty", "too long", "no length", "nested cbor", "endless bytes", "nested boxes"],
)
def test_hostile_credentials_cost_the_picture_nothing(upload, manifest):
    photo = upload(chunked(manifest), name="a.png")
    assert photo.credentials in ("broken", "none")
    assert photo.width == 64


def test_credentials_damaged_anywhere_never_pass_for_whole(upload):
    data = signed(picture=saved(drawing(96, 64), "PNG"), kind="png")
    start = data.index(b"caBX") + 4
    length = struct.unpack(">I", data[start - 8 : start - 4])[0]
    states = []
    for at in range(start + 60, start + length, max(1, length // 40)):
        broken = bytearray(data)
        broken[at] ^= 0x55
        sum_ = zlib.crc32(bytes(broken[start - 4 : start + length]))
        broken[start + length : start + length + 4] = struct.pack(">I", sum_)
        states.append(credentials.read(BytesIO(bytes(broken)), "png")["state"])
    assert states.count("trusted") <= 3, "padding alone may be anything"
    assert set(states) <= {"altered", "broken", "unknown", "trusted", "none"}


def test_credentials_that_kill_their_reader_leave_the_picture_and_say_so(upload, monkeypatch):
    def dies(*_args):
        raise Unfit("breaks")

    monkeypatch.setattr(credentials, "judge_credentials", dies)
    photo = upload(signed())
    assert photo.credentials == "broken"
    assert card(photo)["why"] == ["It breaks the program that reads it."]


def test_strangers_texts_are_cut_cleaned_and_never_markup(upload, as_):
    loud = {**TAKEN, "softwareAgent": {"name": "<script>alert(1)</script>\x07" + "x" * 5_000}}
    photo = upload(signed(loud))
    assert len(said_of(photo)["actions"][0]["with"]) == 200
    page = as_("photo_editor").get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


@pytest.fixture
def no_library(monkeypatch):
    """The optional package is not installed: neither here nor in the child, which is this process for once."""

    def read(file, kind, anchors):
        file.seek(0)
        return judged.judge(file, {"format": f"image/{kind}", "anchors": anchors})[0]

    monkeypatch.setitem(sys.modules, "c2pa", None)
    monkeypatch.setattr(credentials, "judge_credentials", read)
    monkeypatch.setattr(credentials, "find_spec", lambda _name: None)


def test_without_the_extra_a_picture_is_taken_in_and_the_card_says_how_to_get_it(upload, as_, no_library):
    photo = upload(signed(MADE_BY_A_MODEL))
    assert photo.credentials == "unread"
    page = as_("photo_editor").get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    assert "nothing here can read them" in page and "install the extra “credentials”" in page
    assert "check_credentials" not in page


def test_they_are_read_once_the_extra_is_there_and_it_is_on_the_record(upload, as_, cast, monkeypatch, noon):
    with monkeypatch.context() as then:
        then.setattr(credentials, "judge_credentials", lambda *_args: {"state": "unread", "why": ["no_library"]})
        photo = upload(signed(MADE_BY_A_MODEL))
    assert (photo.credentials, photo.digital_source_type) == ("unread", "")
    page = reverse("admin:media_photo_change", args=[photo.pk])
    answer = as_("photo_editor").post(page, form_of(photo, _verb="check_credentials"), follow=True)
    assert said(answer) == "Its Content Credentials were read anew."
    photo.refresh_from_db()
    assert (photo.credentials, photo.digital_source_type) == ("trusted", f"{TYPE}trainedAlgorithmicMedia")
    facts = json.loads(LogEntry.objects.filter(verb="check_credentials").get().facts)
    assert facts == {"was": "unread", "state": "trusted", "fields": ["digital_source_type", "ai_system"]}


def test_reading_again_changes_no_word_somebody_has_decided_since(upload, cast, trusted):
    photo = upload(signed(MADE_BY_A_MODEL))
    edit_photo(photo, by=cast.photo_editor, digital_source_type=f"{TYPE}digitalCreation", ai_system="")
    trusted.write_text(stranger().root)
    check_credentials(photo, by=cast.photo_editor)
    assert (photo.credentials, photo.digital_source_type) == ("unknown", f"{TYPE}digitalCreation")
    assert card(photo)["disagrees"] == "This page says: Drawn or made by a person with software."


def test_what_they_say_can_be_taken_with_one_press(upload, as_, cast):
    photo = upload(signed(MADE_BY_A_MODEL))
    edit_photo(photo, by=cast.photo_editor, digital_source_type="")
    as_("photo_editor").post(reverse("admin:media_photo_change", args=[photo.pk]), form_of(photo, _take="credentials"))
    photo.refresh_from_db()
    assert photo.digital_source_type == f"{TYPE}trainedAlgorithmicMedia"


def test_nobody_reads_them_anew_for_a_photo_that_is_not_theirs_to_mend(upload, cast):
    photo = upload(signed())
    with pytest.raises(PhotoRefused):
        check_credentials(photo, by=cast.photographer)
    assert not LogEntry.objects.filter(verb="check_credentials").exists()


def test_the_contact_sheet_marks_and_finds_them(upload, as_, cast):
    good, _plain = upload(signed()), upload()
    answer = as_("photo_editor").get(reverse("admin:media_photo_changelist"), {"proof": "trusted"})
    page = answer.content.decode()
    assert [tile.photo for tile in answer.context["tiles"]] == [good]
    assert "CR ✓" in page and "Content Credentials: Signed, by somebody trusted here" in page


def test_a_list_of_trust_without_a_certificate_is_warned_of(settings, trusted, capsys):
    trusted.write_text("nothing")
    call_command("check")
    assert "has no certificate in it" in capsys.readouterr().err


@pytest.mark.skipif(not REAL.is_dir(), reason="the real photos are not at hand")
def test_real_files_that_carry_credentials_are_found_and_told():
    states = {}
    for path in sorted(REAL.glob("c2pa-*.jpg")):
        with path.open("rb") as file:
            said = credentials.read(file, "jpeg")
        states[path.name] = said["state"]
        assert said["signer"] and said["tool"]
    assert set(states.values()) == {"unknown"}
