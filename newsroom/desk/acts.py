"""The log in words: what each act is called on screens, and what it was done to."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Contributor, Front, Section, Tag
from media.models import Document, Photo
from newsroom.letters.models import Letter
from newsroom.letters.permissions import may_see_letters
from newsroom.record.models import LogEntry
from newsroom.staff.models import User

LABELS = {
    "begin": _("Began the story"),
    "save": _("Saved"),
    "pitch": _("Pitched the story"),
    "take_pitch": _("Took the pitch on"),
    "assign": _("Assigned the story"),
    "assign_photographer": _("Assigned a photographer"),
    "set_due": _("Set when it is due"),
    "plan_for": _("Planned for when"),
    "plan_print": _("Planned for print"),
    "send_to_print": _("Sent to print"),
    "begin_front": _("Began a front"),
    "edit_front": _("Said who edits a front"),
    "arrange": _("Arranged a front"),
    "issue_front": _("Issued a front"),
    "recall_front": _("Stopped a front ahead"),
    "roll_back": _("Rolled a front back"),
    "bring_back": _("Brought back what was being arranged"),
    "pack": _("Put the package together"),
    "set_translation": _("Said what it is a translation of"),
    "set_portrait": _("Chose a portrait"),
    "drop_portrait": _("Took a portrait away"),
    "go_back": _("Went back to an earlier state"),
    "file": _("Filed"),
    "send_back": _("Sent back"),
    "sign_off": _("Signed off"),
    "publish": _("Published"),
    "publish_alone": _("Published unread"),
    "show_banner": _("Showed a breaking banner"),
    "end_banner": _("Ended a breaking banner"),
    "read_after": _("Read afterwards"),
    "fix_live": _("Fixed what readers have"),
    "ask_for_fix": _("Asked for a fix to be read"),
    "send_fix_back": _("Sent a fix back"),
    "settle_fix": _("Settled a fix with the draft"),
    "open_live": _("Opened as a live story"),
    "let_post": _("Gave leave to post"),
    "end_leave": _("Ended a leave to post"),
    "post": _("Posted"),
    "edit_entry": _("Changed an entry"),
    "queue_entry": _("Filed an entry"),
    "requeue_entry": _("Filed an entry anew"),
    "approve_entry": _("Approved an entry"),
    "queue_first": _("Said whether the desk reads first"),
    "pause_live": _("Paused posting"),
    "resume_live": _("Let posting go on"),
    "set_key_points": _("Set the key points"),
    "pin_entry": _("Pinned an entry"),
    "unpin_entry": _("Unpinned an entry"),
    "close_live": _("Closed the live story"),
    "recall": _("Stopped a version ahead"),
    "take_up": _("Took a plan up again"),
    "retract": _("Retracted"),
    "withdraw": _("Withdrew"),
    "reinstate": _("Reinstated"),
    "pull": _("Pulled"),
    "restore": _("Restored"),
    "withhold": _("Withheld a version from readers"),
    "show_again": _("Let a withheld version be shown again"),
    "hold": _("Put on hold"),
    "lift": _("Lifted a hold"),
    "photo_lapses": _("Left a photo out of a version ahead"),
    "document_lapses": _("Left a document out of a version ahead"),
    "check_stock": _("Checked what is prepared"),
    "make_review_link": _("Asked an outside reader"),
    "revoke_review_link": _("Revoked an outside link"),
    "view_by_link": _("Opened from outside"),
    "unlock_by_link": _("Gave the pass phrase from outside"),
    "comment_by_link": _("Commented from outside"),
    "sign_off_by_link": _("Signed off from outside"),
    "embargo": _("Set the embargo"),
    "restrict": _("Set who sees it"),
    "spike": _("Spiked"),
    "revive": _("Revived"),
    "note": _("Left a note"),
    "redact": _("Redacted"),
    "complain": _("A reader reported an error"),
    "look_into": _("Looked into a complaint"),
    "make_correction": _("Made a complaint a correction"),
    "settle": _("Settled a complaint"),
    "answer_complaint": _("Answered a reader"),
    "note_taken": _("Wrote down who took it"),
    "forget_taken": _("Took back who took it"),
    "add webhook": _("Added a webhook"),
    "change webhook": _("Changed a webhook"),
    "drop webhook": _("Took a webhook away"),
    "add republisher": _("Added a republisher"),
    "change republisher": _("Changed a republisher"),
    "give key": _("Gave a republisher a key"),
    "end key": _("Ended a republisher’s key"),
    "take by key": _("A republisher’s feed handed out a story"),
    "send_again": _("Wrote to a republisher again"),
    "ignore_rule": _("Left a text alone against house style"),
    "heed_rule": _("Had a text marked by house style again"),
    "add style rule": _("Added a style rule"),
    "change style rule": _("Changed a style rule"),
    "drop style rule": _("Took a style rule away"),
    "try style rule": _("Tried a style rule on what readers have"),
    "make style rule live": _("Made a style rule live"),
    "make style rule a draft": _("Made a style rule a draft"),
    "bring in style rules": _("Brought in style rules"),
    "upload_photo": _("Uploaded"),
    "edit_photo": _("Changed the photo"),
    "upload_document": _("Uploaded"),
    "edit_document": _("Changed the document"),
    "withdraw_document": _("Withdrew the document"),
    "reinstate_document": _("Reinstated the document"),
    "delete_document": _("Deleted the document"),
    "redact_document": _("Redacted the document’s words"),
    "crop_photo": _("Set focal point and crops"),
    "make_renditions": _("Made the sizes readers get"),
    "tidy_renditions": _("Let go of sizes nobody needs"),
    "vouch": _("Vouched"),
    "withdraw_photo": _("Withdrew the photo"),
    "reinstate_photo": _("Reinstated the photo"),
    "grant_lease": _("Added permission to use"),
    "change_lease": _("Changed permission to use"),
    "delete_photo": _("Deleted the photo"),
    "redact_photo": _("Redacted the photo’s words"),
    "seal": _("Sealed the record"),
    "assign roles": _("Changed roles"),
    "depart": _("Emptied the account"),
    "forget second factor": _("Removed the second factor"),
    "make sign-in link": _("Made a sign-in link"),
    "set time zone": _("Set their time zone"),
    "go on duty": _("Went on duty"),
    "go off duty": _("Went off duty"),
    "hand_over": _("Handed over"),
    "read_hand_over": _("Read the hand-over"),
    "take_over": _("Took over"),
    "set paper": _("Changed what the paper says of itself"),
    "set logo": _("Gave the paper a logo"),
    "drop logo": _("Took the paper’s logo away"),
    "issue policy": _("Issued a policy"),
    "take policy back": _("Took a policy back"),
    "begin letter": _("Began a newsletter"),
    "change letter": _("Changed a newsletter"),
    "draw up letter": _("Drew up a newsletter"),
    "word letter": _("Worded a newsletter’s subject or introduction"),
    "move in letter": _("Moved a story in a newsletter"),
    "leave out of letter": _("Left a story out of a newsletter"),
    "put in letter": _("Put a story into a newsletter"),
    "reset letter": _("Gave a newsletter’s issue its first order back"),
    "drop from letter": _("Dropped stories from a newsletter that may not be sent"),
    "send letter": _("Sent a newsletter"),
    "stop letter": _("Stopped a newsletter"),
    "drop letter": _("Dropped a newsletter’s issue"),
    "erase reader": _("Erased a reader of newsletters"),
    "export readers": _("Exported readers of a newsletter"),
    "add demo account": _("Added a demo account"),
}


def label_of(verb: str) -> str:
    """Return what an act is called on screens; one without a name of its own is its verb, spelled out."""
    return str(LABELS.get(verb) or verb.replace("_", " ").capitalize())


def who_did(entry: LogEntry) -> str:
    """Return who did it; where nobody of the staff did, somebody outside by a link, or the newsroom itself."""
    if entry.by:
        return str(entry.by)
    return str(_("an outside reader") if entry.verb.endswith("_by_link") else _("the newsroom itself"))


def _known(user) -> dict[str, QuerySet]:
    """Return what can be named to this person, by the kind a subject begins with."""
    return {
        "article": Article.objects.visible_to(user).only("pk", "uid", "slugline", "headline"),
        "photo": Photo.objects.visible_to(user).only("pk", "uid", "headline", "caption", "file_says"),
        "document": Document.objects.visible_to(user).only("pk", "uid", "title", "file_name"),
        "front": Front.objects.visible_to(user).select_related("section"),
        "letter": Letter.objects.all() if may_see_letters(user) else Letter.objects.none(),
        "user": User.objects.only("pk", "uid", "name", "email"),
        "section": Section.objects.only("pk", "uid", "name"),
        "contributor": Contributor.objects.only("pk", "uid", "name"),
        "tag": Tag.objects.only("pk", "uid", "name"),
    }


def name_subjects(entries: Iterable[LogEntry], user) -> None:
    """Give each entry the thing it is about, one query a kind; nothing where this person may not see it."""
    wanted = defaultdict(set)
    for entry in entries:
        kind, _colon, uid = entry.subject.partition(":")
        wanted[kind].add(uid)
    found = {}
    for kind, rows in _known(user).items():
        if wanted[kind]:
            found |= {f"{kind}:{row.uid}": row for row in rows.filter(uid__in=wanted[kind])}
    for entry in entries:
        entry.about = found.get(entry.subject)


def url_of(thing) -> str:
    """Return the desk's page about a thing."""
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])


def acts_on(thing) -> QuerySet[LogEntry]:
    """Return what was done to a thing, the latest first; to an act on nothing in particular, all others like it."""
    subject = getattr(thing, "subject", None)
    if subject is None:
        subject = f"{thing._meta.model_name}:{getattr(thing, 'uid', thing.pk)}"
    return LogEntry.objects.filter(subject=subject).select_related("by").order_by("-number")
