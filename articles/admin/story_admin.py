"""Stories in the admin: the list, and the way to every page about one story."""

from django.contrib import admin
from django.http import Http404

from articles import permissions, searching
from articles.models import Article
from newsroom.staff.pages import pages_of

from . import (
    assignment,
    compare,
    documents,
    fixing,
    flash,
    going_back,
    here,
    history,
    intake,
    journal,
    linked,
    names,
    photo_answers,
    photos,
    receipt_page,
    settling,
    story,
    style_story,
    suggested,
    taking_down,
    tray,
    use_crop,
    verb_pages,
    verbs,
)
from .live import new as new_live
from .live import page as live
from .stories import many, saved
from .stories import page as story_list


class NoAdminLog:
    """Keeps Django's own log empty: its rows hold names and headlines for ever, where no redaction reaches."""

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return []


@admin.register(Article)
class StoryAdmin(NoAdminLog, admin.ModelAdmin):
    """The list is Django's; every page about one story is this project's, and every change goes through a verb."""

    # Full text answers, not these columns: see get_search_results.
    search_fields = ["headline"]
    ordering = ["-touched_at", "-pk"]
    actions = None

    def get_queryset(self, request):
        return Article.objects.visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        """Return the stories that have the words, slips forgiven; a search for nothing but signs finds nothing."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=searching.stories(search_term) or []), False

    def has_add_permission(self, request):
        return permissions.may_create(request.user)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("articles.view_article")
        return permissions.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_perm("articles.change_article")
        return permissions.may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    # Django's own form would write around the verbs, and its addresses know ways to spell a key that the pages below
    # do not catch.

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        raise Http404

    def changelist_view(self, request, extra_context=None):
        return story_list.show(request, self.admin_site)

    def history_view(self, request, object_id, extra_context=None):
        raise Http404

    def get_urls(self):
        page = pages_of(self.admin_site, "articles_article_")
        return [
            page("fresh/", story_list.fresh, "fresh"),
            page("many/", many.do, "many"),
            page("filters/save/", saved.save, "save_filter"),
            page("filters/<uuid:uid>/drop/", saved.drop, "drop_filter"),
            page("signed-in/", here.signed_in, "signed_in"),
            page("signed-in/again/", here.signed_in_again, "signed_in_again"),
            page("here/", here.here, "here"),
            page("kept/", journal.kept, "kept"),
            page("journal/", journal.of_person, "journal_mine"),
            page("journal/<uuid:uid>/", journal.one, "journal_state"),
            page("journal/<uuid:uid>/let-go/", journal.let_go, "journal_let_go"),
            page("<int:pk>/journal/", journal.of_story, "journal"),
            page("names/tags/", names.suggest_tags, "suggest_tags"),
            page("names/contributors/", names.suggest_contributors, "suggest_contributors"),
            page("names/stories/", linked.suggest_stories, "suggest_stories"),
            page("names/stories/linked/", linked.name_stories, "name_stories"),
            page("add/", story.add, "add"),
            page("from-text/", intake.from_text, "from_text"),
            page("flash/", flash.flash, "flash"),
            page("<int:pk>/change/", story.change, "change"),
            page("<int:pk>/history/", history.history, "history"),
            page("<int:pk>/history/compare/", compare.compare, "compare"),
            page("<int:pk>/history/compare/print/", compare.printed, "printed_redline"),
            page("<int:pk>/history/go-back/", going_back.go_back, "go_back"),
            page("style/", style_story.look, "style_new"),
            page("<int:pk>/style/", style_story.look, "style"),
            page("<int:pk>/style/leave/", style_story.leave, "style_leave"),
            page("<int:pk>/receipt/", receipt_page.receipt, "receipt"),
            page("<int:pk>/assignment/", assignment.assignment, "assignment"),
            page("<int:pk>/photos/", photos.choose, "photos"),
            page("<int:pk>/documents/", documents.choose, "documents"),
            page("tray/", tray.send, "tray"),
            page("<int:pk>/tray/", tray.set_aside, "set_aside"),
            page("<int:pk>/photos/<uuid:uid>/crop/", use_crop.crop, "photo_crop"),
            page("<int:pk>/photos/<uuid:uid>/<slug:question>/", photo_answers.answer, "photo_answer"),
            page("<int:pk>/tags/", suggested.choose, "tags"),
            page("<int:pk>/names/colleagues/", names.suggest_colleagues, "suggest_colleagues"),
            page("suggest/", names.suggest_for, "suggest_for"),
            page("<int:pk>/fix-live/<uuid:uid>/send-back/", fixing.send_back, "send_fix_back"),
            page("live/", new_live.page, "new_live"),
            page("<int:pk>/live/", live.page, "live"),
            page("<int:pk>/live/entries/", live.entries, "live_entries"),
            page("<int:pk>/take-down/", taking_down.page, "take_down"),
            *(page(f"<int:pk>/{verb.path}/", _page_of(verb), verb.name) for verb in verbs.ALL),
            *super().get_urls(),
        ]


def _page_of(verb: verbs.Verb):
    """Return the view of a verb's page; what can be done to what readers have is asked on one page."""
    own = {"fix_live": fixing.fix_live, "settle_fix": settling.settle_fix}
    return own.get(verb.name, taking_down.page) if verb.own_page else verb_pages.page_of(verb)
