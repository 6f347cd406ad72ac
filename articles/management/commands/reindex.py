"""Let the desk's search find every story and photo; where they are older than it, or after a restore."""

from django.core.management.base import BaseCommand

from articles import searching
from media import searching as photos


class Command(BaseCommand):
    help = "Put what the desk's search does not know into its index; --all writes all words anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every story and photo, known or not")

    def handle(self, *, all, verbosity, **options):
        rooms = (searching, photos)
        stories, pictures = (room.keep_all() if all else room.keep_missing() for room in rooms)
        if verbosity:
            self.stdout.write(f"Words of {stories} stories and {pictures} photos written.")
