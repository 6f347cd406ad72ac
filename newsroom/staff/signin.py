"""Signing in: what this newsroom asks of django-allauth and django-axes."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import AddEmailForm, LoginForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .roles import NEED_SECOND_FACTOR

log = logging.getLogger(__name__)

# Axes keeps a name in a column this wide; PostgreSQL refuses a longer one instead of cutting it.
LONGEST_NAME = 255


def tried_name(request, credentials: dict | None = None) -> str:
    """Return the address somebody tried to sign in with, so written that capitals do not buy more tries."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return name.strip().lower()[:LONGEST_NAME]


def client_address(request) -> str | None:
    """Return the network address the try came from, or None; one answer for both throttles."""
    try:
        return get_account_adapter().get_client_ip(request)
    except PermissionDenied:
        return None


def needs_second_factor(user) -> bool:
    """Say whether the desk stays closed to this person until they set up a second factor."""
    if not settings.SECOND_FACTOR or not user.is_active:
        return False
    if not (user.is_superuser or user.groups.filter(name__in=NEED_SECOND_FACTOR).exists()):
        return False
    # Recovery codes are for the day the device is lost; they are not a factor to live on.
    return not is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators: no sign-up, and mail that fails is said, not a server error."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        if not settings.EMAIL_URL:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            log.error("The mail %s could not be sent: %s", template_prefix, error)
            if template_prefix.endswith(("password_reset_key", "unknown_account")):
                page = render(self.request, "account/mail_failed.html", status=503)
                raise ImmediateHttpResponse(page) from error


class SignInForm(LoginForm):
    """Address and password, each said once: by its label."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        if "remember" in self.fields:
            self.fields["remember"].label = _("Keep me signed in on this device")


class ClosedEmailForm(AddEmailForm):
    """Refuse a change of address: it is the sign-in name, and administrators keep it."""

    def clean_email(self):
        raise ValidationError(_("Ask an administrator to change your address: it is the name you sign in with."))
