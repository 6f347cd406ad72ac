"""What is wrong with the newsroom's settings for pictures, said at start and by `manage.py check`."""

from django.conf import settings
from django.core.checks import Warning

from . import credentials


def trust_file(app_configs=None, **kwargs) -> list[Warning]:
    """Warn of a list of trusted certificates that is not there or has none in it."""
    if not settings.CREDENTIALS_TRUST or "-----BEGIN CERTIFICATE-----" in credentials.anchors():
        return []
    said = f"{settings.CREDENTIALS_TRUST} cannot be read or has no certificate in it."
    hint = "Name a PEM file in NEWSROOM_CREDENTIALS_TRUST; until then Content Credentials of all signers are untrusted."
    return [Warning(said, hint=hint, id="media.W001")]
