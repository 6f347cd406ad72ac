"""The one message media sends upwards."""

from django.dispatch import Signal

# Sent with licensed (a photo or a document), by and now, inside the transaction of the verb that changed whether, or
# until when, it may be used.
rights_changed = Signal()
