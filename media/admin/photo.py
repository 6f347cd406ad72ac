"""Photos in the admin: the list, the form in the order a picture is described, the verbs."""

from functools import partial

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .. import alike, permissions, rights
from ..leasing import TERMS
from ..licences import RightsBasis
from ..models import Photo
from ..opening import PhotoRefused
from ..persons import names
from ..stories import places_of
from ..usages import is_used, sentence
from . import arriving, care, cells, crop_views, downloads, file_words, rights_card, sheet, views, withdrawing
from .leases import LeaseInline, document, said_of
from .photo_form import FIELDSETS, PhotoForm

_VERBS = {
    "vouch": lambda photo, by, post: rights.vouch(photo, by=by, reason=post.get("vouch_reason", "")),
    "reinstate": lambda photo, by, post: rights.reinstate_photo(photo, by=by),
    "settle": lambda photo, by, post: _settle(photo, by, post),
    "keep_both": lambda photo, by, post: _keep_both(photo, by, post.get("about", "")),
}
_DONE = {
    "vouch": _("You vouch for this picture."),
    "reinstate": _("The picture may be used again."),
    "settle": _("The instruction is settled."),
    "keep_both": _("Both pictures stay; neither is suggested beside the other again."),
}


def _settle(photo: Photo, by, post) -> None:
    of = post.get("about", "")
    row = photo.unclear.filter(pk=of if of.isdecimal() else None).first()
    if row is None:
        raise PhotoRefused(gettext("That instruction is not this picture’s. Look at its page again."))
    rights.settle_unclear(row, by=by, meaning=post.get(f"meaning-{of}", ""))


def _keep_both(photo: Photo, by, uid: str) -> None:
    other = Photo.objects.visible_to(by).filter(uid=uid).first() if cells.is_uid(uid) else None
    if other is None:
        raise PhotoRefused(gettext("The other picture is gone. There is nothing to settle."))
    alike.keep_both(photo, other, by=by)


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    """Everything that changes a photo goes through the verbs of `media.rights`."""

    change_form_template = "admin/media/photo/change_form.html"
    search_fields = ["headline", "caption", "credit_line"]
    ordering = ["-uploaded_at", "-pk"]
    inlines = [LeaseInline]
    form = PhotoForm
    fieldsets = FIELDSETS

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).prefetch_related("leases")

    def has_add_permission(self, request):
        return permissions.may_upload_photo(request.user)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return super().has_view_permission(request)
        return permissions.may_see_photo(request.user, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return permissions.may_edit_photo(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return super().has_delete_permission(request)
        return permissions.may_delete_photo(request.user, obj)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("pick/", wrap(views.pick), name="media_photo_pick"),
            path("quick-upload/", wrap(views.quick_upload), name="media_photo_quick_upload"),
            path("<int:pk>/crops/", wrap(partial(crop_views.crop, model_admin=self)), name="media_photo_crops"),
            path("<int:pk>/download/", wrap(downloads.download), name="media_photo_download"),
            path("<int:pk>/care/", wrap(self._own_page(care.page)), name="media_photo_care"),
            path("<int:pk>/care/<int:consent>/", wrap(care.paper), name="media_photo_consent_paper"),
            path("<int:pk>/withdraw/", wrap(self._own_page(withdrawing.page)), name="media_photo_withdraw"),
            path("arriving/", wrap(arriving.begin), name="media_photo_arriving"),
            path("arriving/<uuid:uid>/", wrap(arriving.piece), name="media_photo_piece"),
            path("arriving/batch/<uuid:uid>/", wrap(arriving.left), name="media_photo_left"),
            path("<uuid:uid>/preview/<int:width>/", wrap(views.preview), name="media_photo_preview"),
            path("leases/<int:pk>/document/", wrap(document), name="media_lease_document"),
            *sheet.urls(self.admin_site, wrap),
            *super().get_urls(),
        ]

    def _own_page(self, view):
        def bound(request, **kwargs):
            return view(request, self.admin_site, **kwargs)

        return bound

    def changelist_view(self, request, extra_context=None):
        return sheet.show(request, self.admin_site)

    def add_view(self, request, form_url="", extra_context=None):
        return views.upload(request, self)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        photo = self.get_object(request, object_id)
        context = self._beside(request, photo) if photo else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def _beside(self, request, photo) -> dict:
        """Return what stands beside the form: the picture, what its file says, where it is used, the verbs."""
        user = request.user
        used, more = places_of(photo, user, clock.now())
        unestablished = photo.rights_basis == RightsBasis.NOT_ESTABLISHED
        may_withdraw = permissions.may_withdraw_photo(user, photo)
        return {
            "preview_url": cells.preview_url(photo, cells.PREVIEW),
            "file_words": file_words.beside(photo),
            "traces": file_words.traces(photo) if permissions.may_see_traces(user, photo) else [],
            "persons_with_care": [person for person in photo.persons.prefetch_related("flags") if person.flags.all()],
            "may_care": permissions.may_edit_photo(user, photo),
            "alike": [(other, cells.preview_url(other, cells.PREVIEW)) for other in alike.alike(photo, user)],
            "used": used,
            "used_more": more,
            "downloads": downloads.offered(photo),
            "full_size_made": downloads.is_full_size_made(photo),
            "may_crop": permissions.may_edit_photo(user, photo),
            "rights_cell": cells.rights(photo),
            "terms": rights_card.card(photo, user, clock.now()),
            "may_vouch": unestablished and not photo.vouched_at and permissions.may_vouch_for_photo(user, photo),
            "may_withdraw": may_withdraw and not photo.withdrawn_at,
            "may_reinstate": may_withdraw and bool(photo.withdrawn_at),
            # Photos are not typed in: another one is uploaded.
            "show_save_and_add_another": False,
        }

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] or "" for name in form.changed_data if name in rights.EDITABLE}
        for name in {"taken_at", "supplier"} & values.keys():
            values[name] = form.cleaned_data[name]
        if "persons_shown" in form.changed_data:
            values["persons_shown"] = names(form.cleaned_data["persons_shown"])
        self._try(request, lambda: rights.edit_photo(obj, by=request.user, **values))

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for lease in formset.new_objects:
            given = {"usable_from": lease.usable_from, **said_of(lease, [*TERMS, "usable_until", "note"])}
            self._try(request, lambda given=given: rights.grant_lease(form.instance, by=request.user, **given))
        for lease, fields in formset.changed_objects:
            given = said_of(lease, {*fields, "usable_until"})
            self._try(request, lambda lease=lease, given=given: rights.change_lease(lease, by=request.user, **given))

    def _try(self, request, act) -> None:
        """Do one act of the form; keep what it is refused with, to be said instead of "changed successfully"."""
        try:
            act()
        except PhotoRefused as refusal:
            request.refusals = [*getattr(request, "refusals", []), str(refusal)]

    def response_change(self, request, obj):
        # One of several buttons of the same verb says after a colon what it is about.
        verb, _colon, about = request.POST.get("_verb", "").partition(":")
        if taken := request.POST.get("_take"):
            self._try(request, lambda: file_words.take(obj, taken, by=request.user))
        if verb in _VERBS:
            said = {**request.POST.dict(), "about": about}
            self._try(request, lambda: _VERBS[verb](obj, request.user, said))
        refusals = getattr(request, "refusals", [])
        for refusal in refusals:
            messages.error(request, refusal)
        if verb in _VERBS and not refusals:
            messages.success(request, _DONE[verb])
        if refusals or taken or verb in _VERBS:
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def delete_model(self, request, obj):
        self._try(request, lambda: rights.delete_photo(obj, by=request.user))

    def response_delete(self, request, obj_display, obj_id):
        if not getattr(request, "refusals", []):
            return super().response_delete(request, obj_display, obj_id)
        for refusal in request.refusals:
            messages.error(request, refusal)
        return HttpResponseRedirect(request.path.replace("/delete/", "/change/"))

    def delete_queryset(self, request, queryset):
        for photo in list(queryset):
            self._try(request, lambda photo=photo: rights.delete_photo(photo, by=request.user))
        refusals = getattr(request, "refusals", [])
        if refusals:
            count = len(refusals)
            text = ngettext("%(count)s photo was kept.", "%(count)s photos were kept.", count) % {"count": count}
            messages.error(request, f"{text} {' '.join(refusals)}")

    def get_deleted_objects(self, objs, request):
        """Show the photos alone, or why they stay: their renditions and leases are parts of them, and go along."""
        deleted, counts, _needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            # Not the rows that use them: this person may not be allowed to know of those.
            return deleted, counts, set(), [sentence(photo, request.user) for photo in objs if is_used(photo)]
        return [str(photo) for photo in objs], {gettext("photos"): len(objs)}, set(), []
