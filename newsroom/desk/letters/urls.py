"""Where the desk's pages of newsletters are."""

from newsroom.staff.pages import pages_of

from . import issue, pages, readers_page


def urls(admin_site) -> list:
    """Return the addresses of these pages."""
    page = pages_of(admin_site)
    return [
        page("newsletters/", pages.letters, "letters"),
        page("newsletters/new/", pages.settings, "letter_new"),
        page("newsletters/readers/", readers_page.lookup, "letter_readers"),
        page("newsletters/<int:pk>/", pages.show, "letters_letter_change"),
        page("newsletters/<int:pk>/settings/", pages.settings, "letter_settings"),
        page("newsletters/<int:pk>/draw-up/", pages.draw_up, "letter_draw_up"),
        page("newsletters/<int:pk>/readers.csv", readers_page.export, "letter_export"),
        page("newsletters/<int:pk>/<int:number>/", issue.issue, "letter_issue"),
        page("newsletters/<int:pk>/<int:number>/mail/", issue.mail, "letter_mail"),
    ]
