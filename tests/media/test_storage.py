"""Where pictures are kept and how they are handed over: a real S3 API, the web server in front, the disk."""

import subprocess
import sys
import threading
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import boto3
import pytest
from django.core.files.storage import default_storage

from media import addresses, rights
from media.documents.addresses import path as document_path
from media.renditions import make_renditions
from newsroom import clock
from tests.document_makers import body_with, make_document
from tests.makers import make_live, make_photo, use_of

pytestmark = pytest.mark.django_db(databases="__all__")

BUCKET = "pictures"


@pytest.fixture(scope="module")
def s3():
    """Return the address of a server that speaks S3, on this machine alone."""
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = next(line.split()[-1] for line in server.stderr if "Running on http" in line)
        # It writes a line a request, and waits for ever once a pipe that nobody reads is full.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        _client(address).create_bucket(Bucket=BUCKET)
        yield address
    finally:
        server.terminate()
        server.wait()


def _client(address):
    return boto3.client(
        "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="k", aws_secret_access_key="s"
    )


@pytest.fixture
def bucket(s3, settings):
    """Keep pictures in an empty bucket, as the settings of a newsroom with one do."""
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": s3,
        "region_name": "us-east-1",
        "access_key": "k",
        "secret_key": "s",
        "addressing_style": "path",
        "signature_version": "s3v4",
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": False,
    }
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    }
    yield _client(s3)
    default_storage._wrapped.bucket.objects.all().delete()


@pytest.fixture
def story_photo(cast):
    """A photo in a live story, with its renditions."""
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo)
    make_live(cast, photos=(use_of(photo),))
    return photo


def _path(photo) -> str:
    return addresses.path(photo, photo.renditions.filter(crop="", format="avif").first())


def test_a_bucket_keeps_originals_and_renditions_and_gives_them_back(bucket, story_photo):
    keys = {each["Key"] for each in bucket.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert keys == {story_photo.original.name, *story_photo.renditions.values_list("file", flat=True)}
    assert story_photo.original.open("rb").read(2) == b"\xff\xd8"


def test_readers_are_sent_to_the_bucket_by_an_address_that_ends(bucket, story_photo, client):
    response = client.get(_path(story_photo))
    assert response.status_code == 302 and response["Cache-Control"] == "public, max-age=40"
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert asked["X-Amz-Expires"] == ["60"] and asked["X-Amz-Signature"]
    with urlopen(response["Location"]) as answer:
        assert answer.headers["Content-Type"] == "image/avif"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert len(answer.read()) == story_photo.renditions.filter(crop="", format="avif").first().bytes


def test_the_signed_address_ends_with_the_lease(bucket, story_photo, client, cast):
    end = clock.now() + timedelta(seconds=80)
    rights.grant_lease(story_photo, by=cast.photo_editor, usable_from=end - timedelta(days=1), usable_until=end)
    response = client.get(_path(story_photo))
    expires = int(parse_qs(urlsplit(response["Location"]).query)["X-Amz-Expires"][0])
    assert 0 < expires <= 40


@pytest.mark.parametrize("left", [45, 61, 70, 100, 119, 121, 3600])
def test_nothing_fetched_from_the_bucket_is_kept_past_the_end(bucket, story_photo, client, cast, left):
    end = clock.now() + timedelta(seconds=left)
    rights.grant_lease(story_photo, by=cast.photo_editor, usable_from=end - timedelta(days=1), usable_until=end)
    response = client.get(_path(story_photo))
    asked = parse_qs(urlsplit(response["Location"]).query)
    followed_last, kept = int(asked["X-Amz-Expires"][0]), asked["response-cache-control"][0]
    assert followed_last + int(kept.removeprefix("public, max-age=")) <= left
    assert 0 < int(response["Cache-Control"].removeprefix("public, max-age=")) < followed_last


def test_in_the_last_seconds_of_a_lease_nobody_is_sent_to_the_bucket(bucket, story_photo, client, cast):
    end = clock.now() + timedelta(seconds=15)
    rights.grant_lease(story_photo, by=cast.photo_editor, usable_from=end - timedelta(days=1), usable_until=end)
    response = client.get(_path(story_photo))
    assert response.status_code == 200 and response.headers.get("Location") is None
    assert int(response["Cache-Control"].removeprefix("public, max-age=")) <= 15


def test_nobody_is_sent_to_a_picture_that_may_not_be_used(bucket, story_photo, client, cast):
    rights.withdraw_photo(story_photo, by=cast.photo_editor, reason="Asked to.")
    assert client.get(_path(story_photo)).status_code == 410


def test_staff_get_a_draft_s_picture_without_an_address_that_others_could_use(bucket, cast, client):
    photo = make_photo(by=cast.photo_editor)
    client.force_login(cast.photo_editor)
    response = client.get(_path_of_first(photo))
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"


def _path_of_first(photo) -> str:
    return addresses.path(photo, photo.renditions.first())


def test_deleting_a_photo_empties_the_bucket(bucket, cast, django_capture_on_commit_callbacks):
    photo = make_photo(by=cast.photo_editor)
    with django_capture_on_commit_callbacks(execute=True):
        rights.delete_photo(photo, by=cast.photo_editor)
    assert "Contents" not in bucket.list_objects_v2(Bucket=BUCKET)


def test_the_web_server_in_front_is_told_which_file_to_send(settings, story_photo, client):
    settings.PHOTO_ACCEL = "/kept-pictures/"
    response = client.get(_path(story_photo))
    name = story_photo.renditions.filter(crop="", format="avif").first().file.name
    assert response["X-Accel-Redirect"] == f"/kept-pictures/{name}" and response.content == b""
    assert response["Content-Type"] == "image/avif" and response["Cache-Control"] == "public, max-age=86400"
    again = client.get(_path(story_photo), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304 and "X-Accel-Redirect" not in again.headers


def test_a_document_is_sent_for_in_the_same_way_as_a_download_of_its_kind(bucket, cast, client):
    paper = make_document(by=cast.photo_editor)
    make_live(cast, body=body_with(paper))
    response = client.get(document_path(paper))
    assert response.status_code == 302 and response["Cache-Control"] == "public, max-age=40"
    with urlopen(response["Location"]) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert len(answer.read()) == paper.bytes
    end = clock.now() + timedelta(seconds=15)
    rights.grant_lease(paper, by=cast.photo_editor, usable_from=end - timedelta(days=1), usable_until=end)
    response = client.get(document_path(paper), headers={"Range": "bytes=0-9"})
    assert response.status_code == 206 and len(b"".join(response.streaming_content)) == 10
