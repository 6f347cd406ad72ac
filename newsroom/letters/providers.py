"""What mail providers send when mail came back, made into the newsroom's own form: a small function for each.

Written from what they document of their webhooks. What says nothing of an address that is gone, full or unwilling is
an empty report. Raise NotUnderstood for what is not in their form.
"""

from email.utils import parseaddr

from .bounces import NotUnderstood, Report, checked, moment, parsed

# Postmark's types of bounces: nobody is there, and for a while; the others are none (an answer by itself, a test).
POSTMARK_HARD = {"HardBounce", "BadEmailAddress", "ManuallyDeactivated"}
POSTMARK_SOFT = {"SoftBounce", "Transient", "DnsError", "Blocked", "SpamNotification", "Undeliverable", "SMTPApiError"}


def _part(said: dict, name: str) -> dict:
    part = said.get(name)
    if not isinstance(part, dict):
        raise NotUnderstood(f'"{name}" has to be an object.')
    return part


def _one(kind: str, address: object, at: object) -> Report:
    return checked({kind: [address]}, moment(at)) if kind else Report()


def postmark(said: dict) -> Report:
    """Read a bounce or spam complaint of Postmark's."""
    kind, record = "", said.get("RecordType")
    if record == "SpamComplaint":
        kind = "complaint"
    elif record == "Bounce":
        kinds = dict.fromkeys(POSTMARK_HARD, "hard") | dict.fromkeys(POSTMARK_SOFT, "soft")
        kind = "complaint" if said.get("Type") == "SpamComplaint" else kinds.get(str(said.get("Type")), "")
    return _one(kind, said.get("Email"), said.get("BouncedAt"))


def mailgun(said: dict) -> Report:
    """Read a failed delivery or a complaint of Mailgun's."""
    event = _part(said, "event-data")
    kind = "complaint" if event.get("event") == "complained" else ""
    if event.get("event") == "failed":
        kind = "hard" if event.get("severity") == "permanent" else "soft"
    return _one(kind, event.get("recipient"), event.get("timestamp"))


def ses(said: dict) -> Report:
    """Read a bounce or complaint of Amazon SES, out of the envelope of SNS."""
    if not isinstance(said.get("Message"), str):
        raise NotUnderstood('"Message" has to be a text.')
    message = parsed(said["Message"].encode())
    what = message.get("notificationType") or message.get("eventType")
    if what == "Bounce":
        bounce = _part(message, "bounce")
        kind = "hard" if bounce.get("bounceType") == "Permanent" else "soft"
        return checked({kind: _recipients(bounce, "bouncedRecipients")}, moment(bounce.get("timestamp")))
    if what == "Complaint":
        complaint = _part(message, "complaint")
        if complaint.get("complaintFeedbackType") == "not-spam":
            return Report()
        return checked(
            {"complaint": _recipients(complaint, "complainedRecipients")}, moment(complaint.get("timestamp"))
        )
    return Report()


def _recipients(part: dict, name: str) -> list[str]:
    """Return the addresses; one may stand in angle brackets after a name."""
    rows = part.get(name)
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise NotUnderstood(f'"{name}" has to be a list of objects.')
    return [parseaddr(str(each.get("emailAddress", "")))[1] for each in rows]
