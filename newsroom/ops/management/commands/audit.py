"""Verify every chain of editions, the log and the seals."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.audit import broken_chains, broken_fronts, redacted
from articles.models import Edition
from newsroom.paper.policy_verbs import broken_policies
from newsroom.record.models import LogEntry, Seal
from newsroom.record.seals import broken_log, broken_seals


class Command(BaseCommand):
    help = "Verify every chain of editions, the log and the seals; exit 1 naming what does not verify."

    @transaction.atomic
    def handle(self, **options):
        broken = [*broken_chains(), *broken_fronts(), *broken_policies(), *broken_log(), *broken_seals()]
        for sentence in redacted():
            self.stdout.write(sentence)
        for sentence in broken:
            self.stderr.write(sentence)
        if broken:
            raise CommandError(f"{len(broken)} things do not verify. The first: {broken[0]}")
        counts = f"{Edition.objects.count()} editions, {LogEntry.objects.count()} log entries, {Seal.objects.count()}"
        self.stdout.write(self.style.SUCCESS(f"Everything verifies: {counts} seals."))
