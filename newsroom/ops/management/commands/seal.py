"""Seal the record: `make run` does it once an hour."""

from django.core.management.base import BaseCommand

from newsroom import clock
from newsroom.record.seals import seal


class Command(BaseCommand):
    help = "Write one digest over all heads of chains and log, so that cutting a tail shows."

    def handle(self, **options):
        made = seal(now=clock.now())
        if made is None:
            self.stdout.write("Nothing happened since the last seal.")
        else:
            self.stdout.write(f"Sealed {made.log_number} log entries and {made.chains} chains: {made.digest}")
