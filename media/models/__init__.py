"""Photos, who sends them, the leave to use them, the sizes readers get, what belongs together: facts, a noun a file."""

from .answer import PhotoAnswer
from .area import PixelatedArea
from .batch import Arrival, Batch
from .collection import Collected, Collection
from .consent import Consent
from .hand_crop import HandCrop
from .lease import Lease
from .likeness import KeptBoth, Look
from .making import Making
from .ordered_crop import OrderedCrop
from .person_shown import CareFlag, PersonShown
from .photo import Photo
from .rendition import Rendition, Shape
from .saved_search import SavedPhotoSearch
from .supplier import Supplier
from .template import PhotoTemplate
from .traces import Traces
from .unclear import Unclear

__all__ = [
    "Arrival",
    "Batch",
    "CareFlag",
    "Collected",
    "Collection",
    "Consent",
    "HandCrop",
    "KeptBoth",
    "Lease",
    "Look",
    "Making",
    "OrderedCrop",
    "PersonShown",
    "Photo",
    "PhotoAnswer",
    "PhotoTemplate",
    "PixelatedArea",
    "Rendition",
    "SavedPhotoSearch",
    "Shape",
    "Supplier",
    "Traces",
    "Unclear",
]
