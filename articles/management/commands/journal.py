"""Forget what the journal need not keep: `make run` does it once an hour."""

from django.core.management.base import BaseCommand

from articles import journal
from newsroom import clock
from newsroom.staff import presence


class Command(BaseCommand):
    help = "Forget states of the journal that are old, and pages that were closed without a word."

    def handle(self, **options):
        now = clock.now()
        presence.sweep(now)
        self.stdout.write(f"{journal.tidy(now=now)} states of the journal were old and are gone.")
