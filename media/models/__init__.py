"""Photos and documents, who sends them, leave to use them, sizes, what belongs together: facts, a noun a file."""

from .answer import PhotoAnswer
from .area import PixelatedArea
from .batch import Arrival, Batch
from .collection import Collected, Collection
from .consent import Consent
from .credentials import Credentials, CredentialsState
from .document import Document, DocumentLease, DocumentUnclear
from .document_words import DocumentWords
from .hand_crop import HandCrop
from .lease import Lease
from .leave import Leave
from .licensed import Licensed
from .likeness import KeptBoth, Look
from .making import Making
from .ordered_crop import OrderedCrop
from .person_shown import CareFlag, PersonShown
from .photo import Photo
from .place_shown import PlaceShown
from .rendition import Rendition, Shape
from .saved_search import SavedPhotoSearch
from .supplier import Supplier
from .template import PhotoTemplate
from .tidied import Tidied
from .traces import Traces
from .unclear import Phrase, Unclear

__all__ = [
    "Arrival",
    "Batch",
    "CareFlag",
    "Collected",
    "Collection",
    "Consent",
    "Credentials",
    "CredentialsState",
    "Document",
    "DocumentLease",
    "DocumentUnclear",
    "DocumentWords",
    "HandCrop",
    "KeptBoth",
    "Lease",
    "Leave",
    "Licensed",
    "Look",
    "Making",
    "OrderedCrop",
    "PersonShown",
    "Photo",
    "PhotoAnswer",
    "PhotoTemplate",
    "Phrase",
    "PixelatedArea",
    "PlaceShown",
    "Rendition",
    "SavedPhotoSearch",
    "Shape",
    "Supplier",
    "Tidied",
    "Traces",
    "Unclear",
]
