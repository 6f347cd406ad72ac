"""The photo desk in the admin."""

from .photo import PhotoAdmin

__all__ = ["PhotoAdmin"]
