"""The buttons of the house-style card, as they come with the story form: after what was typed is saved."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article
from articles.workflow import Refused, styling


def do_style(request, article: Article, asked: str) -> None:
    """Do what a button of the card asked for, "ignore:<rule>:<text>" or replace or heed, and say what happened."""
    what, _colon, token = asked.partition(":")
    rule, _colon, text = token.partition(":")
    text = text.replace("\r\n", "\n")
    try:
        if what == "replace":
            count, _saved = styling.replace_by_rule(article, by=request.user, rule=rule, text=text)
            said = ngettext("Replaced once.", "Replaced %(count)s times.", count) % {"count": count}
        elif what == "heed":
            styling.heed_rule(article, by=request.user, rule=rule, text=text)
            said = _("“%(text)s” is marked again.") % {"text": text[:60]}
        else:
            styling.ignore_rule(article, by=request.user, rule=rule, text=text)
            said = _("“%(text)s” is left alone in this story.") % {"text": text[:60]}
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
