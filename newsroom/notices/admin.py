"""Webhooks in the admin: where a desk's notices also go, a try, and how the last deliveries went."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom import clock
from newsroom.record.log import enter

from . import outgoing, subjects, webhooks
from .kinds import KINDS
from .models import Webhook

SHOWN = 20


class WebhookForm(forms.ModelForm):
    """Whose notices, which of them, and where they go."""

    desk = forms.TypedChoiceField(label=gettext_lazy("Desk"), required=False, empty_value=None)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What goes there"), widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Webhook
        fields = ["desk", "url", "kinds", "unpublished_too", "is_active"]
        widgets = {"url": forms.URLInput({"class": "vURLField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [("", _("The whole newsroom")), *subjects.desks()]
        self.fields["kinds"].choices = [(name, kind.label) for name, kind in KINDS.items()]
        self.initial["kinds"] = self.instance.kinds.split()
        self.initial["desk"] = str(self.instance.desk or "")

    def clean_kinds(self):
        return " ".join(self.cleaned_data["kinds"])

    def clean_desk(self):
        """Refuse a second webhook of one desk."""
        desk = self.cleaned_data["desk"] or None
        if Webhook.objects.filter(desk=desk).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This desk has a webhook already. Change that one."))
        return desk

    def clean_url(self):
        """Refuse an address deliveries would not go to."""
        url = self.cleaned_data["url"].strip()
        try:
            outgoing.check_url(url)
        except outgoing.NotSent as refused:
            raise forms.ValidationError(str(refused)) from refused
        return url


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    """An e-mail wakes nobody at three in the morning; what wakes people listens at an address."""

    form = WebhookForm
    change_form_template = "admin/notices/webhook.html"
    list_display = ["desk_name", "url", "is_active"]
    readonly_fields = ["signing_secret"]
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_fields(self, request, obj=None):
        return [*WebhookForm.Meta.fields, *(self.readonly_fields if obj else [])]

    @admin.display(description=gettext_lazy("desk"))
    def desk_name(self, webhook):
        return dict(subjects.desks()).get(str(webhook.desk), _("The whole newsroom"))

    @admin.display(description=gettext_lazy("secret of the signature"))
    def signing_secret(self, webhook):
        return webhook.secret

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return []

    def save_model(self, request, obj, form, change):
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            self._on_the_record(request, "change" if change else "add", obj, sorted(form.changed_data))

    def delete_model(self, request, obj):
        with transaction.atomic():
            self._on_the_record(request, "drop", obj, [])
            super().delete_model(request, obj)

    def _on_the_record(self, request, what, webhook, fields):
        subject = f"webhook:{webhook.uid}"
        enter(f"{what} webhook", by=request.user, now=clock.now(), subject=subject, facts={"fields": fields})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        found = Webhook.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        deliveries = found.deliveries.all()[:SHOWN] if found else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "deliveries": deliveries})

    def get_urls(self):
        attempt = self.admin_site.admin_view(self.attempt)
        return [path("<int:pk>/try/", attempt, name="notices_webhook_try"), *super().get_urls()]

    @method_decorator(require_POST)
    def attempt(self, request, pk):
        """Send a try, which says nothing but that it is one."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        webhook = get_object_or_404(Webhook, pk=pk)
        with transaction.atomic():
            webhooks.queue_test(webhook, by=request.user, now=clock.now())
        messages.success(request, _("A try is on its way. Reload to see how it went."))
        return redirect(reverse("admin:notices_webhook_change", args=[pk]))
