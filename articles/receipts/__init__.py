"""What readers were really served after a publish: fetched through the real server as anybody would, and judged."""

from .keeping import last_receipt, open_receipt, try_again

__all__ = ["last_receipt", "open_receipt", "try_again"]
