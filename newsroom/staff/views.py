"""Pages of the ground floor that belong to no form."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say that a form came without this session's token, what to do, and that nothing is lost."""
    return render(request, "403_csrf.html", {"has_cookies": bool(request.COOKIES)}, status=403)
