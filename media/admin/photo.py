"""Photos in the admin: the list, the form in the order a picture is described, the verbs."""

from functools import partial

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import alike, permissions, rights
from ..credentials import check_credentials
from ..models import Lease, Photo
from ..opening import PhotoRefused
from ..persons import names
from ..places import places
from ..source_types import label_for_readers
from . import arriving, care, cells, credentials_card, crop_views, downloads, file_words, sheet, views, withdrawing
from .leases import LeaseInline, document
from .licensed import DONE, VERBS, LicensedAdmin, rights_beside
from .photo_form import FIELDSETS, PhotoForm


def _keep_both(photo: Photo, by, uid: str) -> None:
    other = Photo.objects.visible_to(by).filter(uid=uid).first() if cells.is_uid(uid) else None
    if other is None:
        raise PhotoRefused(gettext("The other picture is gone. There is nothing to settle."))
    alike.keep_both(photo, other, by=by)


@admin.register(Photo)
class PhotoAdmin(LicensedAdmin):
    """Everything that changes a photo goes through the verbs of `media.rights`."""

    verbs = {
        **VERBS,
        "keep_both": lambda photo, by, post: _keep_both(photo, by, post.get("about", "")),
        "check_credentials": lambda photo, by, post: check_credentials(photo, by=by),
    }
    done = {
        **DONE,
        "keep_both": _("Both pictures stay; neither is suggested beside the other again."),
        "check_credentials": _("Its Content Credentials were read anew."),
    }

    change_form_template = "admin/media/photo/change_form.html"
    search_fields = ["headline", "caption", "credit_line"]
    ordering = ["-uploaded_at", "-pk"]
    inlines = [LeaseInline]
    form = PhotoForm
    fieldsets = FIELDSETS

    def has_add_permission(self, request):
        return permissions.may_upload_photo(request.user)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("pick/", wrap(views.pick), name="media_photo_pick"),
            path("quick-upload/", wrap(views.quick_upload), name="media_photo_quick_upload"),
            path("<int:pk>/crops/", wrap(partial(crop_views.crop, model_admin=self)), name="media_photo_crops"),
            path("<int:pk>/download/", wrap(downloads.download), name="media_photo_download"),
            path("<int:pk>/care/", wrap(partial(care.page, site=self.admin_site)), name="media_photo_care"),
            path("<int:pk>/care/<int:consent>/", wrap(care.paper), name="media_photo_consent_paper"),
            path(
                "<int:pk>/withdraw/",
                wrap(partial(withdrawing.page, site=self.admin_site, kind=Photo)),
                name="media_photo_withdraw",
            ),
            path("arriving/", wrap(arriving.begin), name="media_photo_arriving"),
            path("arriving/<uuid:uid>/", wrap(arriving.piece), name="media_photo_piece"),
            path("arriving/batch/<uuid:uid>/", wrap(arriving.left), name="media_photo_left"),
            path("<uuid:uid>/preview/<int:width>/", wrap(views.preview), name="media_photo_preview"),
            path("leases/<int:pk>/document/", wrap(partial(document, kind=Lease)), name="media_lease_document"),
            *sheet.urls(self.admin_site, wrap),
            *super().get_urls(),
        ]

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
        return {
            "preview_url": cells.preview_url(photo, cells.PREVIEW),
            "label_for_readers": label_for_readers(photo),
            "file_words": file_words.beside(photo),
            "credentials": credentials_card.card(photo, may_check=permissions.may_edit(user, photo)),
            "traces": file_words.traces(photo) if permissions.may_see_traces(user, photo) else [],
            "persons_with_care": [person for person in photo.persons.prefetch_related("flags") if person.flags.all()],
            "may_care": permissions.may_edit(user, photo),
            "alike": [(other, cells.preview_url(other, cells.PREVIEW)) for other in alike.alike(photo, user)],
            "downloads": downloads.offered(photo),
            "full_size_made": downloads.is_full_size_made(photo),
            "may_crop": permissions.may_edit(user, photo),
            **rights_beside(photo, user),
            # Photos are not typed in: another one is uploaded.
            "show_save_and_add_another": False,
        }

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] or "" for name in form.changed_data if name in rights.EDITABLE}
        for name in {"taken_at", "supplier"} & values.keys():
            values[name] = form.cleaned_data[name]
        if "persons_shown" in form.changed_data:
            values["persons_shown"] = names(form.cleaned_data["persons_shown"])
        if "places_shown" in form.changed_data:
            values["places_shown"] = places(form.cleaned_data["places_shown"])
        self.attempt(request, lambda: rights.edit_photo(obj, by=request.user, **values))

    def do_what_was_asked(self, request, obj) -> bool:
        if not (taken := request.POST.get("_take")):
            return super().do_what_was_asked(request, obj)
        self.attempt(request, lambda: file_words.take(obj, taken, by=request.user))
        return True
