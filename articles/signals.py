"""What the rooms above stories are told of them."""

from django.dispatch import Signal

# Sent inside a redaction, so that a room above lets go of the words too: `under_way`, `out`, `found`.
words_taken_out = Signal()
