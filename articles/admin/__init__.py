"""The editor's workplace."""

from .names_admin import ContributorAdmin, SectionAdmin, TagAdmin
from .story_admin import StoryAdmin
from .style import StyleRuleAdmin

__all__ = ["ContributorAdmin", "SectionAdmin", "StoryAdmin", "StyleRuleAdmin", "TagAdmin"]
