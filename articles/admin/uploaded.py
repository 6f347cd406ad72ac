"""A picture sent with the story form itself, which is how it is done without a script."""

from articles import permissions
from articles.models import Article
from media.opening import UploadRefused
from media.uploads import accept

from .typed import use_of

_MOST_ROWS = 60


def keep_picture(request, article: Article | None = None, *, may=permissions.may_edit) -> None:
    """Take a picture in at once and give it a row of the form, so that a save that is refused does not lose it.

    One that is refused itself stays where it was: saving says why.
    """
    upload, who = request.FILES.get("photo_upload"), str(request.user.uid)
    total = request.POST.get("photo-TOTAL_FORMS", "")
    if not upload or request.POST.get("typed_by", who) != who or not total.isdecimal() or int(total) >= _MOST_ROWS:
        return
    if article and not may(request.user, article):
        return
    try:
        photo = accept(upload, by=request.user)
    except UploadRefused:
        upload.seek(0)
        return
    data, head = request.POST.copy(), f"photo-{total}"
    kept = [n for n in range(int(total)) if f"photo-{n}-photo" in data and not data.get(f"photo-{n}-DELETE")]
    use = use_of(photo, "inline" if kept else "lead")
    data.update({f"{head}-{name}": getattr(use, name) for name in ("photo", "use", "caption", "alt", "crop", "shown")})
    data[f"{head}-ORDER"] = str(int(total) + 1)
    data["photo-TOTAL_FORMS"] = str(int(total) + 1)
    request.POST = data
    request.FILES.pop("photo_upload")
