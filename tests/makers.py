"""Plain makers: everything through the verbs, so that a test never has a state the newsroom could not have."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import workflow
from articles.content import Content, ContentByline, ContentPhoto
from articles.models import Contributor, Section, SignOffRule, Tag
from newsroom.staff.models import User
from newsroom.staff.roles_sync import sync_roles

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_photos = count(1)
PASSWORD = "correct horse battery staple"
BODY = "<p>The council met on Monday. It voted on the harbour wall.</p>\n<p>The wall will be built by spring.</p>"


def make_person(name: str, role: str | None = None) -> User:
    """Return a member of staff with a role, or none."""
    return make_people({name: role})[name]


def make_people(roles: dict[str, str | None]) -> dict[str, User]:
    """Return a member of staff for each name, with a role or none, by that name; who is there already stays as is.

    Nearly every test has the whole cast, so they are made together: a handful of questions, however many they are.
    """
    emails = {name: f"{name.replace(' ', '.')}@example.org" for name in roles}
    there = set(User.objects.filter(email__in=emails.values()).values_list("email", flat=True))
    new = {name: email for name, email in emails.items() if email not in there}
    User.objects.bulk_create(
        User(email=email, name=name.replace("_", " ").title(), password=make_password(PASSWORD))
        for name, email in new.items()
    )
    wanted = {role for role in roles.values() if role}
    groups = dict(Group.objects.filter(name__in=wanted, permissions__isnull=False).distinct().values_list("name", "pk"))
    if set(groups) != wanted:
        sync_roles()
        groups = dict(Group.objects.filter(name__in=wanted).values_list("name", "pk"))
    people = {person.email: person for person in User.objects.filter(email__in=emails.values())}
    User.groups.through.objects.bulk_create(
        User.groups.through(user=people[email], group_id=groups[roles[name]])
        for name, email in new.items()
        if roles[name]
    )
    return {name: people[email] for name, email in emails.items()}


def make_section(name: str = "City") -> Section:
    return Section.objects.get_or_create(name=name, defaults={"slug": name.lower()})[0]


def make_rule(capacity: str, *, parts: str = "words", kind: str = "", turn: int = 1, section: str = "City"):
    """Let a section ask for a sign-off."""
    fields = {"capacity": capacity, "parts": parts, "kind": kind, "turn": turn}
    return SignOffRule.objects.create(section=make_section(section), **fields)


def make_contributor(name: str = "Writer A") -> Contributor:
    return Contributor.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def make_tag(name: str = "Harbour") -> Tag:
    return Tag.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def jpeg(width: int = 640, height: int = 420, colour=(20, 80, 140)) -> bytes:
    """Return a small JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def make_photo(*, by, now: datetime = NOON, data: bytes | None = None, **fields):
    """Return a photo that may be published, unless `fields` say otherwise."""
    from media.uploads import accept

    said = {"credit_line": "Photographer C/Gazette", "licence": "own", "alt_text": "A harbour wall.", **fields}
    number = next(_photos)
    colour = (number * 37 % 256, number * 91 % 256, number * 13 % 256)
    return accept(SimpleUploadedFile("wall.jpg", data or jpeg(colour=colour)), by=by, now=now, **said)


def use_of(photo, **fields) -> ContentPhoto:
    """Return a lead use of a photo, with caption and alt text unless `fields` say otherwise."""
    said = {"caption": "The harbour wall on Monday.", "alt": "A wall in the sea.", **fields}
    return ContentPhoto(photo=str(photo.uid), **said)


def make_content(**fields) -> Content:
    """Return content that passes preflight, unless `fields` say otherwise. `tags` may be names."""
    byline = make_contributor()
    said = {
        "headline": "Council votes for the wall",
        "dek": "Work begins in spring.",
        "slugline": "harbour-wall",
        "section": str(make_section().uid),
        "bylines": (ContentByline(str(byline.uid), byline.name),),
        "tags": (str(make_tag().uid),),
        "body": BODY,
        **fields,
    }
    return Content(**said)


def make_article(*, by, now: datetime = NOON, **fields):
    """Return a draft that passes preflight, unless `fields` say otherwise."""
    return workflow.begin(by=by, content=make_content(**fields), now=now)


def make_live(cast, *, now: datetime = NOON, **fields):
    """Return a story readers have from seven seconds after `now`: written by the reporter, published by the editor."""
    article = make_article(by=cast.reporter, now=now, **fields)
    workflow.file(article, by=cast.reporter, now=now)
    workflow.publish(article, by=cast.editor, now=now)
    article.refresh_from_db()
    return article
