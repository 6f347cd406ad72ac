"""What readers were really served after an act: fetched through the real server as anybody would, and judged."""

from .keeping import open_receipt, open_receipt_of_pull, open_receipt_of_restore, try_again

__all__ = ["open_receipt", "open_receipt_of_pull", "open_receipt_of_restore", "try_again"]
