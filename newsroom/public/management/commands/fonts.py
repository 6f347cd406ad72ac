"""Cut the readers' fonts. Run before `collectstatic`, which refuses a style sheet whose fonts are missing."""

from importlib.metadata import PackageNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.public import fonts


class Command(BaseCommand):
    help = _("Cut the readers' fonts from the font packages into the var folder; does nothing when they are there.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help=_("Cut them even when they are up to date."))

    def handle(self, *args, again=False, **options):
        folder = settings.FONTS
        try:
            if not again and fonts.is_built(folder):
                self.stdout.write(_("The fonts in %(folder)s are up to date.") % {"folder": folder})
                return
            written = fonts.build(folder)
        except (ModuleNotFoundError, PackageNotFoundError) as missing:
            raise CommandError(
                _("The font package %(name)s is not installed: run `make setup` and try again.")
                % {"name": missing.name}
            ) from missing
        except OSError as trouble:
            raise CommandError(
                _("The fonts could not be written to %(folder)s (%(why)s): make it writable, or set NEWSROOM_VAR.")
                % {"folder": folder, "why": trouble.strerror or trouble}
            ) from trouble
        size = sum(path.stat().st_size for path in written) // 1024
        self.stdout.write(
            _("Cut %(count)d font files (%(size)d KB) into %(folder)s.")
            % {"count": len(written), "size": size, "folder": folder}
        )
