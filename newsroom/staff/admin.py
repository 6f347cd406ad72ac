"""The staff, as administrators keep it: people, their roles, and the way back in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom import clock
from newsroom.record.log import stir

from . import verbs
from .forms import UserForm
from .models import User
from .roles import LABELS, PERMISSIONS

if admin.site.is_registered(Group):
    admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Add people, change their roles, hand out a sign-in link, empty an account. Nobody is ever deleted."""

    form = UserForm
    change_form_template = "admin/staff/user/change_form.html"
    list_display = ["name", "email", "roles", "second_factor", "last_seen", "standing"]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["name", "email"]
    search_help_text = gettext_lazy("Name or e-mail address")
    list_filter = ["groups", "is_active"]
    readonly_fields = ["joined", "last_seen", "second_factor"]
    ordering = ["departed_at", "name"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "authenticator_set")

    def get_fields(self, request, obj=None):
        return ["name", "email", "roles"] + (list(self.readonly_fields) if obj else [])

    def lookup_allowed(self, lookup, value, request):
        # Narrowing the list by the first letters of a password's hash would tell it, letter by letter.
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.departed_at)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(str(LABELS[group.name]) for group in user.groups.all() if group.name in PERMISSIONS) or "–"

    @admin.display(description=gettext_lazy("second factor"))
    def second_factor(self, user):
        kinds = [row.get_type_display() for row in user.authenticator_set.all() if row.type != "recovery_codes"]
        return ", ".join(sorted({str(kind) for kind in kinds})) or _("none")

    @admin.display(description=gettext_lazy("joined"))
    def joined(self, user):
        return date_format(clock.local(user.joined_at), "j F Y")

    @admin.display(description=gettext_lazy("last signed in"), ordering="last_login")
    def last_seen(self, user):
        return date_format(clock.local(user.last_login), "j M Y, H:i") if user.last_login else _("never")

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, user):
        return _("departed") if user.departed_at else _("works here")

    def save_model(self, request, user, form, change):
        if not change:
            user.set_unusable_password()
        super().save_model(request, user, form, change)
        stir()  # their name stands beside what they did
        if change and "email" in form.changed_data:
            # Rows of the sign-in library would go on opening the account under the old address.
            EmailAddress.objects.filter(user=user).delete()
        roles = {group.name for group in form.cleaned_data["roles"]}
        try:
            verbs.assign_roles(user, roles, by=request.user)
        except verbs.Refused as error:
            self.message_user(request, str(error), messages.ERROR)
        if not change:
            self._show_link(request, user)

    def _show_link(self, request, user):
        """Make a link that sets a new password, log that it was made, and show it this once."""
        verbs.log_sign_in_link(user, by=request.user)
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        url = get_adapter(request).get_reset_password_from_key_url(key)
        text = format_html(
            '{} <code class="once">{}</code>',
            _("Give %(name)s this link to set a password; it works once, for three days:") % {"name": user.name},
            url,
        )
        self.message_user(request, text, messages.SUCCESS)

    def get_urls(self):
        def act(name, view):
            wrapped = self.admin_site.admin_view(view)
            return path(f"<int:pk>/{name}/", wrapped, name=f"staff_user_{name.replace('-', '_')}")

        return [
            act("sign-in-link", self.sign_in_link),
            act("forget-second-factor", self.forget_second_factor),
            act("depart", self.depart),
            *super().get_urls(),
        ]

    def _do(self, request, pk, act):
        """Check the permission, do the act, and go back to the person's page with its sentence."""
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            with transaction.atomic():
                act(user)
        except verbs.Refused as error:
            self.message_user(request, str(error), messages.ERROR)
        return redirect(reverse("admin:staff_user_change", args=[pk]))

    @method_decorator(require_POST)
    def sign_in_link(self, request, pk):
        return self._do(request, pk, lambda user: self._show_link(request, user))

    @method_decorator(require_POST)
    def forget_second_factor(self, request, pk):
        def act(user):
            verbs.forget_second_factor(user, by=request.user)
            self.message_user(request, _("The device is forgotten. They set up a new one when they sign in next."))

        return self._do(request, pk, act)

    @method_decorator(require_POST)
    def depart(self, request, pk):
        def act(user):
            verbs.depart(user, by=request.user)
            self.message_user(request, _("The account is emptied. What they did stays on the record."))

        return self._do(request, pk, act)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        user = User.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        has_device = bool(user) and Authenticator.objects.filter(user=user).exists()
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "has_device": has_device})
