"""What a story is a translation of, on its sheet."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Article
from articles.models.article import Stage

from .packaging import OFFERED, Offering, story_named
from .sheets import Sheet
from .state import StoryState


class TranslationSheet(Sheet):
    """The story it is a translation of; empty for none."""

    of = forms.CharField(
        label=gettext_lazy("It is a translation of"), required=False, max_length=300, widget=Offering()
    )

    def prepare(self):
        story = self.state.article
        of = self.fields["of"]
        of.initial = story.translation_of.slugline if story.translation_of else ""
        of.help_text = _("Its slugline, or its address; empty if it is none. This story is in %(language)s.") % {
            "language": story.language_name
        }
        others = Article.objects.visible_to(self.state.user).exclude(language=story.language).exclude(slugline="")
        others = others.filter(translation_of=None).exclude(stage=Stage.SPIKED).order_by("-touched_at")
        of.widget.offered = tuple(others.values_list("slugline", flat=True)[:OFFERED])

    def clean_of(self):
        text = self.cleaned_data["of"].strip()
        return story_named(self.state.user, text) if text else None


def may_be_translation(state: StoryState) -> bool:
    """Say whether it can be said of it."""
    return state.article.stage != Stage.SPIKED


def set_translation(state: StoryState, said: dict) -> str:
    story = workflow.set_translation(state.article, by=state.user, of=said["of"])
    if story.translation_of is None:
        return _("It is no translation any more: the pages of both are without the other.")
    return _("Readers find it on the page of “%(other)s”, and that one on its page, as long as they have both.") % {
        "other": story.translation_of
    }
