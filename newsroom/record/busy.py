"""A database that was busy for too long answers with a sentence, not with a fault."""

import logging

from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

# What SQLite and PostgreSQL say when a lock could not be had in time.
_SIGNS = ("locked", "lock timeout", "deadlock detected")
RETRY_AFTER = 5


class BusyMiddleware:
    """Answer 503 with what to do when somebody waited for the database past its patience. Nothing was half done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError) or not any(sign in str(exception) for sign in _SIGNS):
            return None
        logger.warning("The database was busy for too long at %s: %s", request.path, exception)
        response = HttpResponse(render_to_string("busy.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response
