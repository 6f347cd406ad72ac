"""Let search find every story and photo, of the desk and of readers; where they are older, or after a restore."""

from django.core.management.base import BaseCommand

from articles import public_searching, searching
from media import searching as photos


class Command(BaseCommand):
    help = "Put what the desk's and the readers' search do not know into their indexes; --all writes all words anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every story and photo, known or not")

    def handle(self, *, all, verbosity, **options):
        rooms = (searching, photos, public_searching)
        stories, pictures, editions = (room.keep_all() if all else room.keep_missing() for room in rooms)
        if verbosity:
            self.stdout.write(f"Words of {stories} stories, {pictures} photos and {editions} versions written.")
