"""Where else a story is: with outside readers, in a package, in another language, in print."""

from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import outside, packaging, planning, printing, translating
from articles.models.article import Stage

from .verb import Verb

VERBS = [
    Verb(
        "make_review_link", gettext_lazy("Ask an outside reader…"), permissions.may_review_link,
        lambda state: state.article.stage != Stage.SPIKED, outside.make_review_link, outside.AskOutsideSheet,
        title=gettext_lazy("Ask an outside reader"), button=gettext_lazy("Make the link"),
        explains=gettext_lazy("A lawyer, an expert, somebody it is about: they read it by a link, without an account."),
        then="admin/articles/article/review_link.html",
    ),
    Verb(
        "revoke_review_link", gettext_lazy("Revoke an outside link…"), permissions.may_review_link,
        lambda state: any(link.revoked_at is None for link in state.review_links), outside.revoke_review_link,
        outside.RevokeLinkSheet, "danger", title=gettext_lazy("Revoke an outside link"), button=gettext_lazy("Revoke"),
        explains=gettext_lazy("It opens nothing from now on. What they said and signed stays."),
    ),
    Verb(
        "pack", gettext_lazy("Package…"), permissions.may_pack, packaging.may_be_main, packaging.pack,
        packaging.PackSheet, title=gettext_lazy("Package"), button=gettext_lazy("Keep"),
        explains=gettext_lazy("This is the main story. Readers find the others they have on each one's page, at once."),
    ),
    Verb(
        "set_translation", gettext_lazy("Translation of…"), permissions.may_translate, translating.may_be_translation,
        translating.set_translation, translating.TranslationSheet, title=gettext_lazy("Translation"),
        button=gettext_lazy("Keep"),
        explains=gettext_lazy("The same story in another language. Readers are led from each to the others they have."),
    ),
    Verb(
        "plan_print", gettext_lazy("Print…"), permissions.may_plan_print, planning.in_work, printing.plan_print,
        printing.PrintSheet, title=gettext_lazy("In print"), button=gettext_lazy("Plan"),
    ),
    Verb(
        "send_to_print", gettext_lazy("Send to print…"), permissions.may_send_to_print, printing.is_planned,
        printing.send_to_print, printing.SendSheet, title=gettext_lazy("Send to print"), button=gettext_lazy("Send"),
        explains=gettext_lazy("The page has exactly this text from now on. The board says when the web is changed."),
        lacks=printing.lack_of_a_page,
    ),
]  # fmt: skip
