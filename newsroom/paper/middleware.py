"""The desk's pages show and read times by the newsroom's clock, wherever that is set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from newsroom import clock


class NewsroomClock:
    """Let a request of the desk live by the newsroom's zone; a readers' page has it from its own snapshot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(None):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args, kwargs) -> None:
        if not hasattr(view, "as_of"):
            timezone.activate(clock.zone())
