"""The photo desk in the admin."""

from .photo import PhotoAdmin
from .suppliers import SupplierAdmin

__all__ = ["PhotoAdmin", "SupplierAdmin"]
