"""The photo desk in the admin."""

from .photo import PhotoAdmin
from .suppliers import SupplierAdmin
from .template import PhotoTemplateAdmin

__all__ = ["PhotoAdmin", "PhotoTemplateAdmin", "SupplierAdmin"]
