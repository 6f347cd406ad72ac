"""The photo desk in the admin."""

from .document import DocumentAdmin
from .photo import PhotoAdmin
from .suppliers import SupplierAdmin
from .template import PhotoTemplateAdmin

__all__ = ["DocumentAdmin", "PhotoAdmin", "PhotoTemplateAdmin", "SupplierAdmin"]
