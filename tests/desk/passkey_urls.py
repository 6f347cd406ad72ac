"""The newsroom's addresses where passkeys are possible: sign-in decides that when it is first imported."""

from django.urls import include, path

from newsroom.urls import urlpatterns as newsroom

urlpatterns = [path("accounts/2fa/webauthn/", include("allauth.mfa.webauthn.urls")), *newsroom]
