"""The paper behind a consent, judged by its content."""

from django.utils.translation import gettext

from .opening import PhotoRefused

MOST_BYTES = 10 * 1024 * 1024
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def checked(file):
    """Return the file, or raise PhotoRefused for one that is no PDF, JPEG or PNG, or far too large for a form."""
    if file.size > MOST_BYTES:
        raise PhotoRefused(
            gettext("The document is larger than %(most)s megabytes. Scan it smaller.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    if mime(file) is None:
        raise PhotoRefused(gettext("The document is no PDF, JPEG or PNG. Scan or photograph it."))
    return file


def mime(file) -> str | None:
    """Return what the file is by its first bytes; None for anything else."""
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    return next((kind for mark, kind in KINDS.items() if head.startswith(mark)), None)
