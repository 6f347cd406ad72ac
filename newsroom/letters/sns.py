"""Amazon SNS asks first whether it may send what it knows; a person says yes, since this newsroom calls no address."""

import logging

from .vouching import is_amazons

logger = logging.getLogger(__name__)


def ask_operator(said: dict) -> None:
    """Write the address at which an operator says yes into the log; one that is not Amazon's is passed over."""
    url = str(said.get("SubscribeURL", ""))[:2000]
    if is_amazons(url) and url.isprintable():
        logger.warning("Amazon SNS asks whether it may report mail that came back. To say yes, open %s", url)
