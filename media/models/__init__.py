"""Photos, the leave to use them, and the sizes readers get: facts and constraints, a noun a file."""

from .lease import Lease
from .photo import Photo
from .rendition import Rendition

__all__ = ["Lease", "Photo", "Rendition"]
