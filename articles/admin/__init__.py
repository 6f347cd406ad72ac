"""The editor's workplace."""

from .names_admin import ContributorAdmin, SectionAdmin, TagAdmin
from .story_admin import StoryAdmin

__all__ = ["ContributorAdmin", "SectionAdmin", "StoryAdmin", "TagAdmin"]
