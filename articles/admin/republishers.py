"""Republishers in the admin, and who took one story: what they were told, what was sent and when."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, republishing, workflow
from articles.models import Republisher, RepublisherNotice
from articles.workflow import NotAllowed, Refused
from newsroom import clock
from newsroom.notices import outgoing
from newsroom.record.log import enter

from .republisher_keys import keys_page
from .story import visible_story
from .story_admin import NoAdminLog

REFUSED = 422


class RepublisherForm(forms.ModelForm):
    """Who they are, how they are reached, what they take."""

    class Meta:
        model = Republisher
        fields = [
            "name", "email", "webhook", "terms", "takes_all", "sections", "hours_after", "photos", "told_of_pulls",
            "is_active",
        ]  # fmt: skip
        widgets = {
            "sections": forms.CheckboxSelectMultiple,
            "terms": forms.Textarea({"class": "vLargeTextField", "rows": 4}),
            "webhook": forms.URLInput({"class": "vURLField"}),
        }

    def clean_hours_after(self):
        """Take nothing for none."""
        return self.cleaned_data["hours_after"] or 0

    def clean_webhook(self):
        """Refuse an address deliveries would not go to."""
        url = self.cleaned_data["webhook"].strip()
        if url:
            try:
                outgoing.check_url(url)
            except outgoing.NotSent as refused:
                raise forms.ValidationError(str(refused)) from refused
        return url


@admin.register(Republisher)
class RepublisherAdmin(NoAdminLog, admin.ModelAdmin):
    """Who takes our stories, and under which terms."""

    form = RepublisherForm
    list_display = ["name", "email", "takes", "is_active"]
    search_fields = ["name"]
    readonly_fields = ["signing_secret", "own_feed"]
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("sections")

    def get_fields(self, request, obj=None):
        fields = list(RepublisherForm.Meta.fields)
        if obj and obj.webhook and self.has_change_permission(request, obj):
            fields.insert(fields.index("webhook") + 1, "signing_secret")
        if obj:
            fields.insert(fields.index("told_of_pulls"), "own_feed")
        return fields

    @admin.display(description=gettext_lazy("their own feed"))
    def own_feed(self, republisher):
        url = reverse("admin:articles_republisher_keys", args=[republisher.pk])
        return format_html('<a href="{}">{}</a>', url, _("Key, use, and what they took"))

    @admin.display(description=gettext_lazy("secret of the signature"))
    def signing_secret(self, republisher):
        return republisher.secret

    @admin.display(description=gettext_lazy("takes"))
    def takes(self, republisher):
        if republisher.takes_all:
            return _("everything")
        return ", ".join(section.name for section in republisher.sections.all()) or _("single stories")

    def has_delete_permission(self, request, obj=None):
        # What they were told is on the record; who takes nothing any more is switched off.
        return False

    def save_model(self, request, obj, form, change):
        if obj.webhook and not obj.secret:
            obj.secret = outgoing.new_secret()
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            enter(
                f"{'change' if change else 'add'} republisher",
                by=request.user,
                now=clock.now(),
                subject=f"republisher:{obj.uid}",
                facts={"fields": sorted(form.changed_data)},
            )

    def get_urls(self):
        def of_story(request, pk):
            return story_page(request, self.admin_site, pk)

        def keys(request, pk):
            return keys_page(request, self.admin_site, pk)

        view = self.admin_site.admin_view
        routes = [
            path("story/<int:pk>/", view(of_story), name="articles_article_republishers"),
            path("<int:pk>/keys/", view(keys), name="articles_republisher_keys"),
        ]
        return [*routes, *super().get_urls()]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def story_page(request, site, pk):
    """Who took this story, and what they were told; or write down that somebody took it."""
    article, refused, status = visible_story(request.user, pk), "", 200
    if request.method == "POST":
        try:
            messages.success(request, _do(request, article))
            return HttpResponseRedirect(reverse("admin:articles_article_republishers", args=[pk]))
        except Refused as why:
            refused, status = str(why), 403 if isinstance(why, NotAllowed) else REFUSED
    taken = list(article.taken.select_related("republisher", "by"))
    took = {row.republisher_id for row in taken}
    context = {
        **site.each_context(request),
        "title": _("Who took %(story)s") % {"story": article},
        "article": article,
        "taken": taken,
        "by_feed": [one for one in republishing.receivers(article) if one.pk not in took],
        "others": Republisher.objects.filter(is_active=True).exclude(pk__in=took),
        "told": article.republisher_notices.select_related("republisher", "edition"),
        "may": permissions.may_keep_republishers(request.user, article),
        "refused": refused,
    }
    return TemplateResponse(request, "admin/articles/republisher/story.html", context, status=status)


def _do(request, article) -> str:
    """Do what was asked for and return its sentence. Raise Refused."""
    said, by = request.POST, request.user
    for name, act, done in (
        ("take", workflow.note_taken, _("Written down: they hear of corrections from now on.")),
        ("untake", workflow.forget_taken, _("Taken back.")),
    ):
        if number := said.get(name, ""):
            act(article, get_object_or_404(Republisher, pk=number if number.isdecimal() else 0), by=by)
            return done
    if number := said.get("again", ""):
        notices = RepublisherNotice.objects.filter(article=article)
        workflow.send_again(get_object_or_404(notices, pk=number if number.isdecimal() else 0), by=by)
        return _("It is sent again.")
    raise Refused(_("Choose a republisher first."))
