"""What people are told of: each kind with its sentence, and how it reaches somebody who chose nothing."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How a notice reaches somebody."""

    OFF = "off", _("Not at all")
    DESK = "desk", _("In the desk")
    DIGEST = "digest", _("In the desk, and in the daily e-mail")
    MAIL = "mail", _("In the desk, and by e-mail at once")


@dataclass(frozen=True)
class Kind:
    """One kind of notice. `says` may name `%(by)s`, who did it; the thing it is about stands beside it.

    An `urgent` one is shown before all others and marked.
    """

    name: str
    label: str
    says: str
    usual: str = Way.DESK
    urgent: bool = False


_ALL = (
    Kind("assigned", _("A story is assigned to me"), _("%(by)s assigned it to you"), Way.MAIL),
    Kind("assigned_photo", _("I am to photograph a story"), _("%(by)s asks you to photograph it"), Way.MAIL),
    Kind("assignment_overdue", _("A story assigned to me is overdue"), _("It is overdue"), Way.MAIL),
    Kind("filed", _("A story is filed for me or my section"), _("%(by)s filed it to be read")),
    Kind("sent_back", _("My story is sent back"), _("%(by)s sent it back"), Way.MAIL),
    Kind("small_changes", _("My story is signed off with small changes"),
         _("%(by)s signed it off with small changes")),
    Kind("mentioned", _("A note mentions me"), _("%(by)s mentions you in a note"), Way.MAIL),
    Kind("must_answer", _("A note on my story must be answered before publishing"),
         _("%(by)s left a note that must be answered before publishing"), Way.MAIL),
    Kind("note_answered", _("A note of mine is answered"), _("%(by)s answered your note")),
    Kind("sign_off_void", _("My sign-off is void"), _("%(by)s changed what you signed off")),
    Kind("outside_review", _("An outside reviewer commented or signed off"), _("An outside reviewer answered"),
         Way.MAIL),
    Kind("published", _("My story is published"), _("%(by)s published it")),
    Kind("scheduled", _("My story is scheduled"), _("%(by)s scheduled it")),
    Kind("undone", _("The publishing of my story was undone"), _("%(by)s stopped it before readers had it")),
    Kind("recalled", _("A schedule of my story is recalled"), _("%(by)s recalled what was scheduled"), Way.MAIL),
    Kind("corrected", _("My story is corrected, clarified, retracted or withdrawn"),
         _("%(by)s changed what readers are told"), Way.MAIL),
    Kind("pulled", _("My story is pulled or restored"), _("%(by)s pulled or restored it"), Way.MAIL),
    Kind("withheld", _("An earlier version of my story is withheld"),
         _("%(by)s withheld an earlier version for legal reasons"), Way.MAIL),
    Kind("shown_again", _("A withheld version of my story may be shown again"),
         _("%(by)s let a withheld version be shown again")),
    Kind("held", _("A hold is placed on my story"), _("%(by)s put it on hold")),
    Kind("lifted", _("A hold on my story is lifted"), _("%(by)s lifted a hold")),
    Kind("fix_asked", _("A colleague asks me to read a fix of what readers have"),
         _("%(by)s asks you to read and publish a fix of what readers have"), Way.MAIL),
    Kind("fix_sent_back", _("A fix I asked for is sent back"), _("%(by)s sent your fix back"), Way.MAIL),
    Kind("fix_issued", _("A fix I asked for is published"), _("%(by)s published the fix you asked for")),
    Kind("reading_owed", _("I am to read what went out unread"), _("%(by)s named you to read what went out unread"),
         Way.MAIL),
    Kind("reading_overdue", _("A reading is overdue"), _("It went out unread, and its reading is overdue"), Way.MAIL,
         urgent=True),
    Kind("complaint", _("A reader reports an error in my story or section"), _("A reader reports an error"), Way.MAIL),
    Kind("complaint_answered", _("A complaint about my story is answered"), _("%(by)s settled it")),
    Kind("photo_left_out", _("A planned version of my story goes out without a photo"),
         _("A photo may not be used any more when it goes live: it goes out without it"), Way.MAIL),
    Kind("rights_ending", _("A photo’s permission ends"), _("A photo’s permission ends soon"), Way.DIGEST),
    Kind("instructions_unclear", _("A photo comes with instructions that only a person can read"),
         _("It came with instructions that somebody has to read")),
    Kind("consent_ended", _("Somebody in a photo takes their consent back"),
         _("%(by)s wrote down that somebody in it takes their consent back: readers do not have it from then on"),
         Way.MAIL, urgent=True),
    Kind("front_wrong", _("Readers do not get the front that was issued"),
         _("Readers do not get what was issued"), Way.MAIL, urgent=True),
    Kind("alarm", _("Alarms, such as an agency’s kill"), _("Must not be used any more"), Way.MAIL, urgent=True),
)  # fmt: skip

KINDS = {kind.name: kind for kind in _ALL}
