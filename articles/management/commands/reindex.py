"""Let the desk's search find every story; for a newsroom that is older than its search, or after a restore."""

from django.core.management.base import BaseCommand

from articles import searching


class Command(BaseCommand):
    help = "Put the stories that the desk's search does not know into its index; --all writes every story's words anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every story, known or not")

    def handle(self, *, all, verbosity, **options):
        count = searching.keep_all() if all else searching.keep_missing()
        if verbosity:
            self.stdout.write(f"Words of {count} stories written.")
