"""Have the sizes made that photos lack, as after an update that offers others."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from media import asking
from newsroom import clock


class Command(BaseCommand):
    help = "Ask the task worker for the sizes that photos lack since others are offered. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many photos lack any")

    def handle(self, *, dry_run, **options):
        lacking = asked = 0
        for photo in asking.lacking():
            lacking += 1
            if not dry_run:
                with transaction.atomic():
                    asked += asking.ask(photo, clock.now())
        said = ngettext("%d photo lacks sizes.", "%d photos lack sizes.", lacking) % lacking
        if not dry_run:
            said += ngettext(" %d was asked for.", " %d were asked for.", asked) % asked
        self.stdout.write(said)
