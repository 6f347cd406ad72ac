"""Many files on their way in: in pieces, after a lost line, in archives; and by a form without any script."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image

from media import arriving, held
from media.arriving import Expected, begin_batch, expect, receive
from media.models import Arrival, Batch, Photo
from media.opening import TooBusy, UploadRefused
from media.unpacking import unpack
from newsroom.record.models import LogEntry
from tests.conftest import NOON

from .conftest import drawing, saved
from .test_alike import scene

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture
def batch(cast):
    return begin_batch(by=cast.photographer, name="Cup final", now=NOON)


def sent(batch, data, *, name="a.jpg", fingerprint="one", by=None) -> Arrival:
    """Send a file to a batch in one piece."""
    by = by or batch.begun_by
    (arrival,) = expect(batch, [Expected(name, len(data), fingerprint)], by=by, now=NOON)
    receive(arrival, by=by, offset=held.held(arrival), stream=io.BytesIO(data), now=NOON)
    arrival.refresh_from_db()
    return arrival


def packed(files: dict[str, bytes], how=zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_comes_in_pieces_and_is_taken_in_with_the_last(cast, batch):
    data = saved(drawing())
    (arrival,) = expect(batch, [Expected("a.jpg", len(data), "one")], by=cast.photographer)
    assert receive(arrival, by=cast.photographer, offset=0, stream=io.BytesIO(data[:500])) == 500
    assert arrival.state == Arrival.State.COMING
    receive(arrival, by=cast.photographer, offset=500, stream=io.BytesIO(data[500:]), now=NOON)
    assert (arrival.state, arrival.photo.batch, arrival.photo.uploaded_by) == ("taken", batch, cast.photographer)
    assert not held.path_of(arrival).exists()


def test_what_arrived_before_the_line_broke_stays(cast, batch):
    class Breaks(io.BytesIO):
        def read(self, size=-1):
            if self.tell() >= 300:
                raise ConnectionResetError
            return super().read(min(size, 300))

    data = saved(drawing())
    (arrival,) = expect(batch, [Expected("a.jpg", len(data), "one")], by=cast.photographer)
    assert receive(arrival, by=cast.photographer, offset=0, stream=Breaks(data)) == 300
    with pytest.raises(held.OutOfStep) as out:
        receive(arrival, by=cast.photographer, offset=0, stream=io.BytesIO(data))
    assert out.value.held == 300
    receive(arrival, by=cast.photographer, offset=300, stream=io.BytesIO(data[300:]), now=NOON)
    assert arrival.state == Arrival.State.TAKEN


def test_the_same_file_goes_on_where_it_stopped_in_a_later_batch(cast, batch):
    data = saved(drawing())
    file = Expected("a.jpg", len(data), "one")
    (arrival,) = expect(batch, [file], by=cast.photographer)
    receive(arrival, by=cast.photographer, offset=0, stream=io.BytesIO(data[:400]))
    later = begin_batch(by=cast.photographer, now=NOON)
    (again,) = expect(later, [file], by=cast.photographer)
    assert (again.pk, again.batch, held.held(again)) == (arrival.pk, later, 400)
    assert arriving.unfinished(cast.photographer) == [arrival]


def test_nobody_goes_on_with_somebody_elses_file(cast, batch):
    data = saved(drawing())
    file = Expected("a.jpg", len(data), "one")
    (arrival,) = expect(batch, [file], by=cast.photographer)
    (own,) = expect(begin_batch(by=cast.reporter), [file], by=cast.reporter)
    assert own.pk != arrival.pk


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(cast, batch):
    (arrival,) = expect(batch, [Expected("vast.tif", 10**9, "one")], by=cast.photographer, now=NOON)
    assert arrival.state == Arrival.State.REFUSED
    assert "larger than 50 megabytes" in arrival.said


def test_a_refused_file_keeps_its_sentence_and_nothing_else(batch):
    arrival = sent(batch, b"hello, this is no picture" * 20)
    assert (arrival.state, arrival.photo) == (Arrival.State.REFUSED, None)
    assert "not a picture" in arrival.said
    assert not held.path_of(arrival).exists()


def test_bytes_that_are_here_already_change_nothing_and_are_named(batch, upload, cast):
    data = saved(drawing())
    first = upload(data, by=cast.photographer, caption="As it was")
    arrival = sent(batch, data)
    assert (arrival.state, arrival.photo) == (Arrival.State.KNOWN, first)
    assert arrival.photo.caption == "As it was"
    assert "was here already" in arrival.said


def test_beginning_a_batch_is_on_the_record(cast, batch):
    entry = LogEntry.objects.get(verb="begin_batch")
    assert (entry.by, entry.at, entry.subject) == (cast.photographer, NOON, f"batch:{batch.uid}")


def test_a_stranger_begins_no_batch(cast):
    with pytest.raises(UploadRefused, match="may not upload"):
        begin_batch(by=cast.stranger)


def test_every_picture_of_an_archive_is_taken_in_and_every_refusal_is_a_line(batch):
    arrival = sent(
        batch,
        packed(
            {
                "shoot/a.jpg": saved(drawing()),
                "shoot/deep/b.png": saved(drawing(), "PNG"),
                "../../etc/c.jpg": saved(drawing()),
                "notes.txt": b"who is who",
                "__MACOSX/._a.jpg": b"x",
                "shoot/inner.zip": packed({"d.jpg": saved(drawing())}),
            }
        ),
        name="shoot.zip",
    )
    assert arrival.state == Arrival.State.UNPACKING
    assert unpack(arrival, now=NOON) == 3
    lines = {line.name: line.state for line in arrival.entries.all()}
    assert lines == {
        "a.jpg": "taken",
        "b.png": "taken",
        "c.jpg": "taken",
        "notes.txt": "refused",
        "inner.zip": "refused",
    }
    assert batch.photos.count() == 3
    assert (arrival.state, arrival.said) == (Arrival.State.UNPACKED, "3 pictures were in it.")
    assert not held.path_of(arrival).exists()


class Killed(BaseException):
    """What ends a worker in the middle."""


@pytest.mark.parametrize("asks", [0, 1, 2, 3, 4])
def test_an_archive_that_a_busy_newsroom_had_no_time_for_goes_on_later(batch, busy, asks):
    arrival = sent(batch, packed({f"{n}.jpg": saved(drawing()) for n in range(2)}), name="shoot.zip")
    # The list of what is in it, then for each picture the file and what it is.
    busy(1, after=asks)
    with pytest.raises(TooBusy, match="in a minute"):
        unpack(arrival)
    arrival.refresh_from_db()
    assert arrival.state == Arrival.State.UNPACKING
    assert not Arrival.objects.filter(state=Arrival.State.REFUSED).exists()
    assert unpack(arrival) == 2
    assert Photo.objects.count() == 2


def test_an_archive_whose_unpacking_was_killed_goes_on(batch, monkeypatch):
    arrival = sent(batch, packed({f"{n}.jpg": saved(drawing()) for n in range(3)}), name="shoot.zip")
    calls = []

    def killed(line, *args, **kwargs):
        calls.append(line.name)
        if len(calls) == 2:
            raise Killed
        arriving.take(line, *args, **kwargs)

    monkeypatch.setattr("media.unpacking.take", killed)
    with pytest.raises(Killed):
        unpack(arrival)
    assert unpack(arrival) == 3
    assert (calls.count("0.jpg"), Photo.objects.count()) == (1, 3)


def bomb() -> bytes:
    return packed({"grows.png": b"\0" * 30_000_000}, zipfile.ZIP_DEFLATED)


def locked() -> bytes:
    data = bytearray(packed({"a.jpg": saved(drawing())}))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [(bomb, "grows more than a hundredfold"), (locked, "locked with a password")],
)
def test_a_hostile_entry_costs_its_own_line(batch, data, said):
    arrival = sent(batch, data(), name="odd.zip")
    assert unpack(arrival) == 0
    assert said in arrival.entries.get().said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: packed({f"{n}.txt": b"" for n in range(2_001)}), "has 2001 files in it"),
        (lambda: packed({"a/" * 30 + "x.jpg": b"x"}), "folders in folders"),
        (lambda: packed({"a.jpg": b"x"})[:-10], "damaged"),
    ],
)
def test_a_hostile_archive_is_refused_with_a_sentence(batch, data, said):
    arrival = sent(batch, data(), name="odd.zip")
    unpack(arrival)
    assert arrival.state == Arrival.State.REFUSED
    assert said in arrival.said


def test_what_nobody_finished_is_forgotten_after_a_week(cast, batch):
    (arrival,) = expect(batch, [Expected("a.jpg", 900, "one")], by=cast.photographer)
    receive(arrival, by=cast.photographer, offset=0, stream=io.BytesIO(b"x" * 400))
    arriving.forget_old(NOON + timedelta(days=6))
    assert held.path_of(arrival).exists()
    arriving.forget_old(NOON + timedelta(days=8))
    assert not held.path_of(arrival).exists() and not Arrival.objects.exists()


# The pages


@pytest.fixture
def photographer(client, cast):
    client.force_login(cast.photographer)
    return client


def begun(client, *files) -> dict:
    rows = [{"name": name, "bytes": len(data), "print": name} for name, data in files]
    return client.post(
        reverse("admin:media_photo_arriving"), json.dumps({"files": rows}), content_type="application/octet-stream"
    ).json()


def pieced(client, line, data, offset=0):
    return client.post(f"{line['url']}?offset={offset}", data, content_type="application/octet-stream")


def test_a_browser_sends_a_file_in_pieces(photographer):
    data = saved(drawing())
    said = begun(photographer, ("a.jpg", data))
    line = said["files"][0]
    assert (line["state"], line["held"]) == ("coming", 0)
    assert pieced(photographer, line, data[:300]).json()["held"] == 300
    assert pieced(photographer, line, data[:300]).status_code == 409
    done = pieced(photographer, line, data[300:], 300).json()
    assert done["state"] == "taken"
    assert Photo.objects.get().batch == Batch.objects.get()
    assert photographer.get(said["batch"]["see"]).status_code == 200


def test_a_last_piece_sent_twice_is_taken_in_once(photographer):
    data = saved(drawing())
    line = begun(photographer, ("a.jpg", data))["files"][0]
    assert pieced(photographer, line, data).json()["state"] == "taken"
    assert pieced(photographer, line, b"", len(data)).json()["state"] == "taken"
    assert Photo.objects.count() == 1


def test_a_colleague_can_send_nothing_to_it(photographer, client, cast):
    data = saved(drawing())
    line = begun(photographer, ("a.jpg", data))["files"][0]
    client.force_login(cast.editor)
    assert pieced(client, line, data).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]x",
        '{"a": 1}',
        '{"files": [1]}',
        '{"files": [{"name": "a"}]}',
        '{"files": [{"name": "a", "bytes": "x", "print": ""}]}',
        '{"files": [{"name": "a", "bytes": -1, "print": ""}]}',
    ],
)
def test_a_list_that_is_none_is_answered_with_a_sentence(photographer, body):
    answer = photographer.post(reverse("admin:media_photo_arriving"), body, content_type="application/octet-stream")
    assert answer.status_code == 400 and answer.json()["error"]


def test_the_page_shows_what_became_of_an_archive(photographer, cast):
    data = packed({"a.jpg": saved(drawing()), "b.txt": b"words"})
    said = begun(photographer, ("shoot.zip", data))
    assert pieced(photographer, said["files"][0], data).json()["state"] == "unpacking"
    assert photographer.get(said["batch"]["left"]).json()["unpacking"] is True
    unpack(Arrival.objects.get(name="shoot.zip"))
    left = photographer.get(said["batch"]["left"]).json()
    assert (left["unpacking"], [line["state"] for line in left["files"]]) == (False, ["unpacked", "taken", "refused"])


def test_without_a_script_the_form_sends_many_at_once(photographer):
    files = [SimpleUploadedFile(f"{n}.jpg", saved(drawing())) for n in range(2)]
    files.append(SimpleUploadedFile("c.jpg", b"<svg></svg>"))
    answer = photographer.post(reverse("admin:media_photo_add"), {"file": files}, follow=True)
    assert answer.request["QUERY_STRING"] == f"batch={Batch.objects.get().pk}"
    said = [str(message) for message in answer.context["messages"]]
    assert said[0].startswith("c.jpg: This is an SVG drawing")
    assert said[1] == "2 photos are in."


def test_without_a_script_an_archive_is_left_to_the_worker(photographer):
    data = packed({"a.jpg": saved(drawing())})
    photographer.post(reverse("admin:media_photo_add"), {"file": SimpleUploadedFile("shoot.zip", data)})
    arrival = Arrival.objects.get()
    assert arrival.state == Arrival.State.UNPACKING
    assert unpack(arrival) == 1


def test_the_page_names_what_was_not_sent_to_its_end(photographer):
    line = begun(photographer, ("half.jpg", b"x" * 900))["files"][0]
    pieced(photographer, line, b"x" * 300)
    assert "half.jpg" in photographer.get(reverse("admin:media_photo_add")).content.decode()


def _burst(*seconds: int) -> list[bytes]:
    """Return one scene as that many files, each taken so many seconds after the minute."""
    files = []
    for number, second in enumerate(seconds):
        exif = Image.Exif()
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"2026:11:22 12:00:{second:02}"
        files.append(saved(scene(7), exif=exif, quality=80 + number))
    return files


@pytest.mark.parametrize(("seconds", "suggested"), [((1, 2), False), ((1, 1), True)])
def test_frames_of_a_burst_are_not_suggested_beside_one_another(photographer, seconds, suggested):
    first, second = _burst(*seconds)
    said = begun(photographer, ("a.jpg", first), ("b.jpg", second))
    pieced(photographer, said["files"][0], first)
    assert bool(pieced(photographer, said["files"][1], second).json()["alike"]) is suggested
