"""The editor's workplace."""

from .complaints import ComplaintAdmin
from .names_admin import ContributorAdmin, SectionAdmin, TagAdmin
from .republishers import RepublisherAdmin
from .story_admin import StoryAdmin
from .style import StyleRuleAdmin

__all__ = [
    "ComplaintAdmin",
    "ContributorAdmin",
    "RepublisherAdmin",
    "SectionAdmin",
    "StoryAdmin",
    "StyleRuleAdmin",
    "TagAdmin",
]
