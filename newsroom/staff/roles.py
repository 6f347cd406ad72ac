"""The roles of a newsroom: groups, and which permissions each has. Read by the `roles` command and the tests."""

from django.utils.translation import gettext_lazy as _

PHOTOGRAPHER = "photographer"
REPORTER = "reporter"
COPY_EDITOR = "copy editor"
EDITOR = "editor"
DUTY_EDITOR = "duty editor"
PHOTO_EDITOR = "photo editor"
LAWYER = "lawyer"
MANAGING_EDITOR = "managing editor"
ADMINISTRATOR = "administrator"

_desk_reads = {
    "articles.view_article",
    "articles.view_section",
    "articles.view_contributor",
    "articles.view_tag",
    "articles.view_revision",
    "articles.view_edition",
    "articles.view_stylerule",
    "articles.view_complaint",
    "articles.view_front",
    "letters.view_letter",
    "media.view_photo",
    "media.view_any_photo",
    "media.view_document",
    "media.view_any_document",
    "media.view_supplier",
}
_writes = _desk_reads | {
    "articles.add_article",
    "articles.change_article",
    "articles.add_contributor",
    "media.add_photo",
    "media.change_photo",
    "media.add_document",
    "media.change_document",
}
_edits = _writes | {
    "articles.edit_any_article",
    "articles.sign_off_article",
    "articles.change_complaint",
    "articles.add_tag",
    "articles.change_tag",
    "articles.change_contributor",
    "articles.add_stylerule",
    "articles.change_stylerule",
    "articles.delete_stylerule",
    "articles.arrange_front",
}
_publishes = _edits | {
    "articles.assign_article",
    "articles.sign_off_as_editor_article",
    "articles.sign_off_as_copy_desk_article",
    "articles.publish_article",
    "articles.issue_front",
    "letters.send_letter",
    "articles.view_republisher",
    "articles.change_republishernotice",
    "articles.pull_article",
    "articles.hold_article",
    "articles.block_names_article",
    "articles.merge_tag",
    "articles.spike_any_article",
    "articles.sponsor_article",
    "articles.review_link_article",
    "media.vouch_photo",
    "media.vouch_document",
}

PERMISSIONS: dict[str, set[str]] = {
    PHOTOGRAPHER: {"media.view_photo", "media.add_photo", "media.change_photo"},
    REPORTER: _writes,
    COPY_EDITOR: _edits | {"articles.minor_fix_article", "articles.sign_off_as_copy_desk_article"},
    EDITOR: _publishes | {"articles.minor_fix_article"},
    DUTY_EDITOR: _publishes
    | {
        "articles.minor_fix_article",
        "articles.publish_alone_article",
        "articles.lift_hold_article",
        "articles.unblock_names_article",
        "articles.withdraw_article",
        "articles.redact_article",
        "articles.restrict_article",
        "articles.add_republisher",
        "articles.change_republisher",
        "media.view_traces",
    },
    PHOTO_EDITOR: _desk_reads
    | {
        "articles.sign_off_as_photo_desk_article",
        "media.add_photo",
        "media.change_photo",
        "media.change_any_photo",
        "media.delete_photo",
        "media.vouch_photo",
        "media.add_document",
        "media.change_document",
        "media.change_any_document",
        "media.delete_document",
        "media.vouch_document",
        "media.add_lease",
        "media.change_lease",
        "media.view_lease",
        "media.add_supplier",
        "media.change_supplier",
        "media.view_phototemplate",
        "media.add_phototemplate",
        "media.change_phototemplate",
        "media.delete_phototemplate",
        "media.view_traces",
    },
    # Given beside another role, or alone. No other role has it: publishing is never a lawyer's yes.
    LAWYER: _desk_reads | {"articles.sign_off_as_legal_article"},
    # Given beside another role, or alone: who keeps what the paper says of itself is not who issues its stories.
    MANAGING_EDITOR: _desk_reads | {"paper.change_paper", "letters.change_letter"},
    ADMINISTRATOR: {
        "staff.view_user",
        "staff.add_user",
        "staff.change_user",
        "articles.view_section",
        "articles.add_section",
        "articles.change_section",
        "articles.view_contributor",
        "articles.add_contributor",
        "articles.change_contributor",
        "articles.view_tag",
        "articles.add_tag",
        "articles.change_tag",
        "articles.merge_tag",
        "letters.view_letter",
        "letters.change_letter",
        "letters.view_subscription",
        "record.view_logentry",
        "notices.view_webhook",
        "notices.add_webhook",
        "notices.change_webhook",
        "notices.delete_webhook",
        "media.view_photo",
        "media.view_any_photo",
        "media.view_document",
        "media.view_any_document",
        "articles.view_article",
        "articles.view_complaint",
        "articles.view_republisher",
        "articles.add_republisher",
        "articles.change_republisher",
    },
}

# Roles whose hands can do the most harm: the desk asks them for a second factor.
NEED_SECOND_FACTOR = {DUTY_EDITOR, MANAGING_EDITOR, ADMINISTRATOR}

LABELS = {
    PHOTOGRAPHER: _("Photographer"),
    REPORTER: _("Reporter"),
    COPY_EDITOR: _("Copy editor"),
    EDITOR: _("Editor"),
    DUTY_EDITOR: _("Duty editor"),
    PHOTO_EDITOR: _("Photo editor"),
    LAWYER: _("Lawyer"),
    MANAGING_EDITOR: _("Managing editor"),
    ADMINISTRATOR: _("Administrator"),
}
