"""Where the desk's pages of fronts are."""

from newsroom.staff.pages import pages_of

from . import card_sheet, issuing, pages, previews


def urls(admin_site) -> list:
    """Return the addresses of these pages."""
    page = pages_of(admin_site)
    return [
        page("fronts/", pages.fronts, "fronts"),
        page("fronts/<int:pk>/", pages.show, "articles_front_change"),
        page("fronts/<int:pk>/do/", pages.act, "front_do"),
        page("fronts/<int:pk>/card/<slug:key>/", card_sheet.card, "front_card"),
        page("fronts/<int:pk>/issue/", issuing.issue, "front_issue"),
        page("fronts/<int:pk>/edition/<int:number>/", pages.edition, "front_edition"),
        page("fronts/<int:pk>/bring-back/", pages.bring_back, "front_bring_back"),
        page("fronts/<int:pk>/preview/", previews.preview, "front_preview"),
        page("fronts/<int:pk>/phone/", previews.at_width("phone"), "front_phone"),
        page("fronts/<int:pk>/desktop/", previews.at_width("desktop"), "front_desktop"),
        page("fronts/<int:pk>/editors/", pages.editors, "front_editors"),
    ]
