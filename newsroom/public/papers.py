"""The documents that copy names, as far as readers may have them at that moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from media.credits import Credit, credit
from media.documents import addresses
from media.models import Document
from media.using import not_in_section
from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here

from .lists import direction


@dataclass(frozen=True)
class Paper:
    """A document as one page prints it; `caption` is HTML of the body."""

    document: Document
    url: str
    caption: str
    credit: Credit

    @property
    def is_audio(self) -> bool:
        return self.document.kind == Document.Kind.AUDIO

    @property
    def direction(self) -> str:
        return direction(self.document.language)


class Papers:
    """Documents by uid. One that readers may not have at that moment is as if it were not there."""

    def __init__(self, uids: Iterable[str], at: datetime):
        self._at, self._usable = at, {}
        if uids := set(uids):
            for document in Document.objects.filter(uid__in=uids).prefetch_related("leases"):
                # One that lapsed is noted too: the page is another once it is usable again.
                note(document.tag)
                if document.usable(at):
                    self._usable[str(document.uid)] = document

    def paper(self, uid: str, section: str, caption: str) -> Paper | None:
        """Return a document ready to print; None where a story of that section may not have it."""
        document = self._usable.get(uid)
        if document is None or not_in_section(document, self._at, section):
            return None
        return Paper(document, here(addresses.path(document)), caption, credit(document))
