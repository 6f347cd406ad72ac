"""Photos, who sends them, the leave to use them, and the sizes readers get: facts and constraints, a noun a file."""

from .lease import Lease
from .photo import Photo
from .rendition import Rendition
from .supplier import Supplier

__all__ = ["Lease", "Photo", "Rendition", "Supplier"]
