"""Say what is kept of an address that newsletters go to, or erase it."""

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from newsroom.letters import readers


class Command(BaseCommand):
    help = "Print all that is kept of an address that newsletters go to, as JSON; with --erase, delete it."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--erase", action="store_true", help="Delete it. This cannot be taken back.")

    def handle(self, *, address, erase, **options):
        held = readers.held_of(address)
        self.stdout.write(DjangoJSONEncoder(indent=2, ensure_ascii=False).encode(held))
        if erase:
            readers.erase(address)
            self.stderr.write("Erased." if held else "Nothing is kept of this address.")
