import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.ops import preparing, serving
from newsroom.ops.setup import CannotSetUp, folders, ports
from newsroom.ops.supervisor import Supervisor


class Command(BaseCommand):
    help = "Prepare the newsroom and serve it with its task worker until Ctrl+C."
    # Checks ask the database, whose absence deserves a sentence: `prepare` runs them once it answers.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--prepare-only", action="store_true", help="make everything ready, but do not serve")

    def handle(self, *, prepare_only: bool, **options) -> None:
        try:
            self.start(prepare_only)
        except KeyboardInterrupt:
            self.tell(_("Stopped before the newsroom was ready; starting again goes on from here."))
            sys.exit(130)

    def start(self, prepare_only: bool) -> None:
        """Prepare, and serve unless told not to."""
        # Drafts, embargoes and password hashes are nobody else's on this machine, even in a folder made by hand.
        os.umask(0o077)
        try:
            host, port = ports.wanted()
            if not prepare_only:
                ports.refuse_taken(host, port)
            something_is_new = folders.prepare_var(settings.VAR)
        except CannotSetUp as refusal:
            raise CommandError(str(refusal)) from refusal
        if something_is_new or "SITE_URL" not in os.environ:
            # Settings were read before there was a key or a folder of fonts to find, or with an address without PORT.
            os.environ.setdefault("SITE_URL", ports.default_site_url(host, port))
            os.execv(sys.executable, serving.manage(*sys.argv[1:]))
        preparing.prepare(demo=os.environ.get("NEWSROOM_DEMO", "1") != "0", tell=self.tell)
        if not prepare_only:
            self.serve(host, port)

    def serve(self, host: str, port: int) -> None:
        """Serve until told to stop; exit with the server's code when it ends by itself."""
        supervisor = Supervisor(serving.server(host, port), serving.kept())
        code = supervisor.run(self.say_where, lambda: serving.answers(host, port))
        if code:
            raise CommandError(
                _("The server ended by itself (exit code %(code)s): its last lines above say why.") % {"code": code},
                returncode=code if code > 0 else 1,
            )
        self.tell(_("Stopped."))

    def say_where(self) -> None:
        """Print the addresses, for readers and for staff."""
        desk = settings.SITE_URL + reverse("admin:index")
        self.tell(
            _("The newsroom is at %(site)s/ and its desk at %(desk)s. Ctrl+C stops it.")
            % {"site": settings.SITE_URL, "desk": desk}
        )

    def tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
