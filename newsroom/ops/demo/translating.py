"""The demo's stories that are there in two languages."""

from articles import workflow

from .play import Play

# By slugline: the translation, and what it is of.
_TRANSLATED = {"night-bakery-ar": "night-bakery"}


def translate(play: Play) -> int:
    """Say which story is a translation of which; return how many acts that took."""
    by_slugline = {article.slugline: article for article in play.articles.values()}
    # A demo of a few stories may be without either.
    both = [pair for pair in _TRANSLATED.items() if by_slugline.keys() >= {*pair}]
    for own, other in both:
        workflow.set_translation(by_slugline[own], of=by_slugline[other], by=play.people["editor"], now=play.now)
    return len(both)
