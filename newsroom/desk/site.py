"""The desk: Django's admin site as the newsroom's workplace."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from newsroom import clock
from newsroom.paper import current
from newsroom.staff.signin import needs_second_factor

from . import as_of, own_zone
from .beforehand import fix_preview, retraction_preview, withdrawal_preview
from .duty import change_duty
from .preview import story_preview
from .rooms import has_pictures_alone, new_links, rooms

BEFOREHAND = (
    ("fix-live", "articles_article_fix_preview", fix_preview),
    ("retract", "articles_article_retract_preview", retraction_preview),
    ("withdraw", "articles_article_withdraw_preview", withdrawal_preview),
)


class DeskSite(AdminSite):
    """Signs people in by allauth, asks some of them for a second factor, and knows which rooms each may enter."""

    index_title = _("Board")
    enable_nav_sidebar = False

    @property
    def site_header(self) -> str:
        """The paper's name, as somebody set it."""
        return current.site().name

    site_title = site_header

    def has_permission(self, request):
        return super().has_permission(request) and not self._lacks_second_factor(request)

    def _lacks_second_factor(self, request) -> bool:
        # Asked several times while one page is made.
        if not hasattr(request, "_lacks_second_factor"):
            request._lacks_second_factor = needs_second_factor(request.user)
        return request._lacks_second_factor

    def login(self, request, extra_context=None):
        """Send people on: to sign in, to set up a second factor, or to where they were going."""
        next_page = LoginView(request=request).get_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(next_page, reverse(settings.LOGIN_URL))
        if not super().has_permission(request):
            raise PermissionDenied(_("This account does not open the desk. Ask an administrator."))
        if self._lacks_second_factor(request):
            return redirect_to_login(next_page, reverse("admin:second_factor"), REDIRECT_FIELD_NAME)
        return redirect(next_page)

    def second_factor(self, request):
        """Say why the desk is closed to somebody until they have a second factor, and where to set one up."""
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("admin:index"), reverse(settings.LOGIN_URL))
        if not self._lacks_second_factor(request):
            return redirect("admin:index")
        return TemplateResponse(request, "account/second_factor.html", {"passkeys": settings.PASSKEYS})

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def index(self, request, extra_context=None):
        """Show the board: what needs this person now. Who has pictures and no stories is taken to those."""
        if has_pictures_alone(request.user):
            return redirect("admin:media_photo_changelist")
        # Models are not ready when this module is read.
        from .board_page import context

        return super().index(request, {**context(request), **(extra_context or {})})

    def board_fresh(self, request):
        from .board_page import fresh

        return fresh(request, self)

    def get_app_list(self, request, app_label=None):
        """Return Django's own list of rooms for a page of one application; no other page of the desk prints it."""
        return super().get_app_list(request, app_label) if app_label else []

    def choose_moment(self, request):
        return as_of.choose(request, self)

    def own_zone(self, request):
        return own_zone.own_zone(request, self)

    def get_urls(self):
        from newsroom.notices import pages as notices

        from . import hand_over, paper_room, plan, policy_room
        from .fronts import urls as fronts
        from .letters import urls as letters

        story_page = self.admin_view(story_preview)
        return [
            path("second-factor/", never_cache(self.second_factor), name="second_factor"),
            path("articles/article/<int:pk>/preview/", story_page, name="articles_article_preview"),
            path("board/", self.admin_view(self.board_fresh), name="board_fresh"),
            *(
                path(f"articles/article/<int:pk>/{act}/preview/", self.admin_view(view), name=name)
                for act, name, view in BEFOREHAND
            ),
            *notices.urls(self),
            path("your-time-zone/", never_cache(self.admin_view(self.own_zone)), name="own_zone"),
            path("as-of/", self.admin_view(self.choose_moment), name="as_of_choose"),
            re_path(r"^as-of/(?P<stamp>[^/]+)(?P<path>/(?s:.*))$", self.admin_view(as_of.look), name="as_of"),
            *hand_over.urls(self),
            *plan.urls(self),
            *fronts.urls(self),
            *letters.urls(self),
            *paper_room.urls(self),
            *policy_room.urls(self),
            path("duty/", self.admin_view(never_cache(change_duty)), name="duty"),
            *super().get_urls(),
        ]

    def each_context(self, request):
        from .bar import bar

        now = clock.local(clock.now())
        return {
            **super().each_context(request),
            "rooms": rooms(self, request),
            "new_links": new_links(self, request),
            # Asked only where the bar is shown.
            "bar": lambda: bar(request.user),
            "wall_clock": now,
            "wall_clock_zone": now.tzinfo.key,
        }
