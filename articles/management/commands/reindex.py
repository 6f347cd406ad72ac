"""Let search find every story, photo and document, the desk's and readers', that are older, or after a restore."""

from django.core.management.base import BaseCommand

from articles import public_searching, searching
from media import searching as photos
from media.documents import searching as documents


class Command(BaseCommand):
    help = "Put what the desk's and the readers' search do not know into their indexes; --all writes all words anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every story, photo and document, known or not")

    def handle(self, *, all, verbosity, **options):
        rooms = (searching, photos, documents, public_searching)
        stories, pictures, papers, editions = (room.keep_all() if all else room.keep_missing() for room in rooms)
        if verbosity:
            self.stdout.write(
                f"Words of {stories} stories, {pictures} photos, {papers} documents and {editions} versions written."
            )
