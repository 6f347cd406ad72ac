"""What the pages of photos and of documents have in common: who may, leases, verbs, and why something stays."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .. import permissions, standing
from ..instructing import settle_unclear
from ..leasing import TERMS, change_lease, grant_lease
from ..licences import RightsBasis
from ..models import Licensed
from ..opening import PhotoRefused
from ..stories import places_of
from ..usages import is_used, sentence
from . import cells, rights_card
from .leases import LeaseInline, said_of


def _settle(licensed: Licensed, by, post) -> None:
    of = post.get("about", "")
    row = licensed.unclear.filter(pk=of if of.isdecimal() else None).first()
    if row is None:
        raise PhotoRefused(gettext("That instruction is of something else. Look at this page again."))
    settle_unclear(row, by=by, meaning=post.get(f"meaning-{of}", ""))


# What a button of the page does, by its value.
VERBS = {
    "vouch": lambda licensed, by, post: standing.vouch(licensed, by=by, reason=post.get("vouch_reason", "")),
    "reinstate": lambda licensed, by, post: standing.reinstate(licensed, by=by),
    "settle": _settle,
}
DONE = {
    "vouch": _("You vouch for it."),
    "reinstate": _("It may be used again."),
    "settle": _("The instruction is settled."),
}


def rights_beside(licensed: Licensed, user) -> dict:
    """Return what a page says of rights and uses, and what this person may do about them."""
    now = clock.now()
    used, more = places_of(licensed, user, now)
    unestablished = licensed.rights_basis == RightsBasis.NOT_ESTABLISHED
    may_withdraw = permissions.may_withdraw(user, licensed)
    return {
        "used": used,
        "used_more": more,
        "rights_cell": cells.rights(licensed),
        "terms": rights_card.card(licensed, user, now),
        "may_vouch": unestablished and not licensed.vouched_at and permissions.may_vouch_for(user, licensed),
        "may_withdraw": may_withdraw and not licensed.withdrawn_at,
        "may_reinstate": may_withdraw and bool(licensed.withdrawn_at),
    }


class LicensedAdmin(admin.ModelAdmin):
    """Everything that changes one goes through a verb; what a verb refuses is said instead of "changed"."""

    verbs = VERBS
    done = DONE

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).prefetch_related("leases")

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request) if obj is None else permissions.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request) if obj is None else permissions.may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request) if obj is None else permissions.may_delete(request.user, obj)

    def get_inline_instances(self, request, obj=None):
        """Leave out the card of permissions where there is none, for whom there is none to give either."""
        found = super().get_inline_instances(request, obj)
        if obj is None or permissions.may_grant_lease(request.user, obj) or obj.leases.all():
            return found
        return [inline for inline in found if not isinstance(inline, LeaseInline)]

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for lease in formset.new_objects:
            given = {"usable_from": lease.usable_from, **said_of(lease, [*TERMS, "usable_until", "note"])}
            self.attempt(request, lambda given=given: grant_lease(form.instance, by=request.user, **given))
        for lease, fields in formset.changed_objects:
            given = said_of(lease, {*fields, "usable_until"})
            self.attempt(request, lambda lease=lease, given=given: change_lease(lease, by=request.user, **given))

    def attempt(self, request, act) -> None:
        """Do one act of the form; keep what it is refused with, to be said instead of "changed successfully"."""
        try:
            act()
        except PhotoRefused as refusal:
            request.refusals = [*getattr(request, "refusals", []), str(refusal)]

    def do_what_was_asked(self, request, obj) -> bool:
        """Do what another button than Save asks for; return whether one was pressed."""
        # One of several buttons of the same verb says after a colon what it is about.
        verb, _colon, about = request.POST.get("_verb", "").partition(":")
        if verb not in self.verbs:
            return False
        said = {**request.POST.dict(), "about": about}
        self.attempt(request, lambda: self.verbs[verb](obj, request.user, said))
        if not getattr(request, "refusals", []):
            messages.success(request, self.done[verb])
        return True

    def response_change(self, request, obj):
        asked = self.do_what_was_asked(request, obj)
        refusals = getattr(request, "refusals", [])
        for refusal in refusals:
            messages.error(request, refusal)
        return HttpResponseRedirect(request.path) if refusals or asked else super().response_change(request, obj)

    def delete_model(self, request, obj):
        self.attempt(request, lambda: standing.delete(obj, by=request.user))

    def response_delete(self, request, obj_display, obj_id):
        if not getattr(request, "refusals", []):
            return super().response_delete(request, obj_display, obj_id)
        for refusal in request.refusals:
            messages.error(request, refusal)
        return HttpResponseRedirect(request.path.replace("/delete/", "/change/"))

    def delete_queryset(self, request, queryset):
        for row in list(queryset):
            self.attempt(request, lambda row=row: standing.delete(row, by=request.user))
        refusals = getattr(request, "refusals", [])
        if refusals:
            count = len(refusals)
            text = ngettext("%(count)s was kept.", "%(count)s were kept.", count) % {"count": count}
            messages.error(request, f"{text} {' '.join(refusals)}")

    def get_deleted_objects(self, objs, request):
        """Show the things alone, or why they stay: their renditions and leases are parts of them, and go along."""
        deleted, counts, _needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            # Not the rows that use them: this person may not be allowed to know of those.
            return deleted, counts, set(), [sentence(each, request.user) for each in objs if is_used(each)]
        return [str(each) for each in objs], {str(self.opts.verbose_name_plural): len(objs)}, set(), []
