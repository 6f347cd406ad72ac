"""Who may do what to which story, written by hand: nothing here is asked of the code.

To add a verb: one entry. `call` does it, with whatever it needs; `who` are the people who may; `done` are the states in
which it is done for them, and in every other it is refused in a sentence. `closed` are states in which nobody may;
`only` are the only ones that have what it is about. `but` names what is otherwise for one person in one state, or for
everybody in a state. `button` are the states in which it stands on the story's page, where they are not `done`; `odd`
is for whom it stands there otherwise. `asked` are the only people it is asked of, where it is the same for everybody.
`opens` are those whose page of it opens all the same, since other things are done there.
A restricted story is denied to everybody who is not named, whatever the verb: the test says so, not the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import uuid4

from articles import workflow
from articles.working_copy import content_of
from tests.makers import NOON, make_contributor, make_section

from .fronts import AHEAD, CHANGE, EARLIER, edition_of
from .scenes import ASKED_AT, PLANNED, Scene, taker

PRINTED = (NOON + timedelta(days=1)).date()
DONE, REFUSED, DENIED = "done", "refused", "denied"
EVERYWHERE = (
    "draft in_review ready spiked held scheduled live changed unread retracted pulled withdrawn nothing restricted"
)
UNPUBLISHED = "draft in_review ready held restricted"
HAS_TEXT = "live changed unread retracted pulled"

WRITERS = "reporter second_reporter copy_editor editor duty_editor"
EDITS_IT = "reporter copy_editor editor duty_editor"  # the second reporter neither began it nor stands on its byline
READERS = "copy_editor editor duty_editor"
YESES = f"{READERS} photo_editor lawyer"
NOTERS = f"{WRITERS} photo_editor lawyer"
PUBLISHERS = "editor duty_editor"
DUTY = "duty_editor"
ARRANGERS = f"second_reporter {READERS}"  # the second reporter is the editor of the one front there is
ISSUERS = f"second_reporter {PUBLISHERS}"
ANYBODY = (
    "reporter second_reporter photographer copy_editor editor duty_editor photo_editor lawyer administrator stranger"
)


@dataclass(frozen=True)
class Ask:
    """One row of the table."""

    call: Callable[[Scene, object], object]
    who: str
    done: str
    only: str = EVERYWHERE
    closed: str = ""
    but: dict = field(default_factory=dict)
    button: str | None = None
    odd: dict = field(default_factory=dict)
    asked: str = ANYBODY
    opens: str = ""


def _save(scene, by):
    content = replace(content_of(scene.article), headline="Another headline")
    workflow.save(scene.article, by=by, content=content, now=ASKED_AT)


def _publish(scene, by):
    workflow.publish(scene.article, by=by, now=ASKED_AT)


def _minor_fix(scene, by):
    reader = {"kind": "minor_fix", "reader": scene.cast.duty_editor, "read_after": ASKED_AT + timedelta(hours=9)}
    workflow.publish(scene.article, by=by, now=ASKED_AT, **reader)


def _publish_alone(scene, by):
    reader = scene.cast.editor if by != scene.cast.editor else scene.cast.duty_editor
    said = {"reason": "alone", "reader": reader, "read_after": ASKED_AT + timedelta(hours=9)}
    workflow.publish_alone(scene.article, by=by, now=ASKED_AT, **said)


def _fix_live(scene, by):
    content = replace(scene.edition.content, dek="Work begins in the spring.")
    reader = scene.cast.editor if by != scene.cast.editor else scene.cast.duty_editor
    workflow.fix_live(
        scene.article, by=by, content=content, edition=scene.edition.number, kind="minor_fix", not_a_correction=True,
        reader=reader, read_after=ASKED_AT + timedelta(hours=9), now=ASKED_AT,
    )  # fmt: skip


def _ask_for_fix(scene, by):
    content = replace(scene.edition.content, dek="Work begins in the spring.")
    said = {"kind": "correction", "note": "It said autumn.", "edition": scene.edition.number}
    return workflow.ask_for_fix(scene.article, by=by, content=content, now=ASKED_AT, **said)


def _send_fix_back(scene, by):
    asked = _ask_for_fix(scene, scene.cast.copy_editor)
    workflow.send_fix_back(asked, by=by, why="It was spring.", now=ASKED_AT)


def _sign_off_with_changes(scene, by):
    content = replace(content_of(scene.article), dek="Work begins in the spring.")
    base = scene.article.revision_number
    workflow.sign_off_with_changes(scene.article, by=by, content=content, base=base, now=ASKED_AT)


def _flash(scene, by):
    workflow.flash(
        by=by, headline="Fire at the mill", sentence="It burns", section=make_section(), byline=make_contributor(),
        reader=scene.cast.editor, read_after=ASKED_AT + timedelta(hours=2), now=ASKED_AT,
    )  # fmt: skip


def _post(scene, by):
    said = workflow.Said("It rains", byline=make_contributor())
    workflow.post(scene.article, by=by, said=said, token=uuid4(), now=ASKED_AT)


def _edit_entry(scene, by):
    said = workflow.Said("The wall stood", byline=make_contributor())
    workflow.edit_entry(scene.entry, by=by, said=said, kind="correction", note="It fell.", edition=1, now=ASKED_AT)


def _queue_entry(scene, by):
    said = workflow.Said("It rains", byline=make_contributor())
    workflow.queue_entry(scene.article, by=by, said=said, token=uuid4(), now=ASKED_AT)


def _requeue_entry(scene, by):
    said = workflow.Said("It rains, says the harbour office", byline=make_contributor())
    workflow.requeue_entry(scene.sent_back, by=by, said=said, now=ASKED_AT)


def _make_review_link(scene, by):
    workflow.make_review_link(scene.article, by=by, name="X", expires_at=ASKED_AT + timedelta(days=1), now=ASKED_AT)


def _comment_by_link(scene, by):
    workflow.comment_by_link(scene.link, text="Why?", revision=1, now=ASKED_AT)


def _settled(scene):
    scene.complaint.refresh_from_db()
    if scene.complaint.waits:
        workflow.settle(scene.complaint, by=scene.cast.editor, reason="It was Monday.", now=ASKED_AT)
    return scene.complaint


def _send_to_print(scene, by):
    workflow.plan_print(scene.article, by=scene.cast.editor, print_date=PRINTED, page="1", now=ASKED_AT)
    workflow.send_to_print(scene.article, by=by, print_date=PRINTED, now=ASKED_AT)


def _resolved(scene):
    return workflow.resolve_note(scene.note, by=scene.cast.reporter, now=ASKED_AT)


def _plain(name: str, **said) -> Callable[[Scene, object], object]:
    """Return a call of that verb on the story, with nothing but these said."""
    return lambda scene, by: workflow.VERBS[name](scene.article, by=by, now=ASKED_AT, **said)


NEWER = NOON + timedelta(days=2)

TABLE: dict[str, Ask] = {
    "begin": Ask(lambda s, by: workflow.begin(by=by, now=ASKED_AT), WRITERS, "draft", only="draft"),
    "pitch": Ask(
        lambda s, by: workflow.pitch(by=by, slugline="gull-count", line="Gulls.", now=ASKED_AT),
        WRITERS, "draft", only="draft",
    ),
    "flash": Ask(_flash, DUTY, "draft", only="draft"),
    "save": Ask(_save, EDITS_IT, EVERYWHERE, closed="spiked"),
    "go_back": Ask(
        lambda s, by: workflow.go_back(s.article, by=by, to=s.article.revisions.get(number=1), now=ASKED_AT),
        EDITS_IT, "changed", closed="spiked",
    ),
    "take_up": Ask(_plain("take_up"), EDITS_IT, "", closed="spiked"),
    "add_note": Ask(_plain("add_note", text="Rang twice."), NOTERS, EVERYWHERE),
    "reply_to_note": Ask(
        lambda s, by: workflow.reply_to_note(s.note, by=by, text="The clerk.", now=ASKED_AT),
        NOTERS, "draft live restricted", only="draft live restricted",
    ),
    "resolve_note": Ask(
        lambda s, by: workflow.resolve_note(s.note, by=by, now=ASKED_AT),
        NOTERS, "draft live restricted", only="draft live restricted",
    ),
    "reopen_note": Ask(
        lambda s, by: workflow.reopen_note(_resolved(s), by=by, now=ASKED_AT),
        NOTERS, "draft live", only="draft live",
    ),
    "set_aside": Ask(
        lambda s, by: workflow.set_aside(s.article, [], by=by, now=ASKED_AT), f"{EDITS_IT} photo_editor", EVERYWHERE,
        # Nobody works on a spiked story; the photo desk sorts what it has all the same.
        but={(name, "spiked"): DENIED for name in EDITS_IT.split()},
    ),
    "file": Ask(_plain("file"), EDITS_IT, "draft changed", closed="spiked"),
    "send_back": Ask(_plain("send_back", reason="Who says so?"), READERS, "in_review ready held restricted"),
    "sign_off": Ask(
        _plain("sign_off"), YESES, "in_review ready held restricted", button="in_review held restricted",
        # Nobody asks for the photo desk's yes in this section; a lawyer's may always be given.
        odd={("photo_editor", "in_review"): False, ("photo_editor", "held"): False, ("lawyer", "ready"): True},
    ),
    "sign_off_with_changes": Ask(
        _sign_off_with_changes, READERS, "in_review ready held restricted", closed="spiked"
    ),
    "read_after": Ask(
        lambda s, by: workflow.read_after(s.edition, by=by, now=ASKED_AT), READERS, "unread", only="live unread",
        but={("duty_editor", "unread"): REFUSED},  # who issued it
    ),
    "publish": Ask(
        _publish, PUBLISHERS, "draft in_review ready scheduled changed restricted",
        button="draft in_review ready held scheduled changed restricted",  # its sheet says what stands in the way
        odd={("copy_editor", "changed"): True}, opens="copy_editor",  # as a minor fix
    ),
    "publish_alone": Ask(
        _publish_alone, DUTY, "draft in_review ready scheduled changed restricted",
        but={("duty_editor", "restricted"): REFUSED},  # whoever is to read it after may not see it
    ),
    "fix_live": Ask(_fix_live, READERS, "live changed unread pulled", only=f"scheduled {HAS_TEXT} withdrawn nothing"),
    "ask_for_fix": Ask(
        _ask_for_fix, READERS, "live changed unread pulled", only=f"scheduled {HAS_TEXT} withdrawn nothing", button=""
    ),
    "send_fix_back": Ask(_send_fix_back, READERS, "live", only="live"),
    "settle_fix": Ask(_plain("settle_fix", edition=1, choices={}), EDITS_IT, "", closed="spiked"),
    "retract": Ask(_plain("retract", note="Not stood by."), PUBLISHERS, "live changed unread pulled"),
    "reinstate": Ask(_plain("reinstate"), DUTY, "retracted withdrawn nothing"),
    "recall": Ask(_plain("recall"), PUBLISHERS, "scheduled"),
    "pull": Ask(_plain("pull"), PUBLISHERS, "live changed unread retracted"),
    "restore": Ask(_plain("restore"), PUBLISHERS, "pulled"),
    "withdraw": Ask(
        _plain("withdraw", note="Wrong."), DUTY, HAS_TEXT, button=f"{HAS_TEXT} withdrawn",  # the notice can go, too
    ),
    "hold": Ask(
        _plain("hold", kind="legal", reason="Lawyer."), PUBLISHERS, EVERYWHERE,
        button="draft in_review ready held scheduled changed pulled withdrawn nothing restricted",
    ),
    "lift": Ask(lambda s, by: workflow.lift(s.hold, by=by, now=ASKED_AT), DUTY, "held", only="held"),
    "check_stock": Ask(
        lambda s, by: workflow.check_stock(s.hold, by=by, now=ASKED_AT), EDITS_IT, "held", only="held"
    ),
    "embargo": Ask(
        _plain("embargo", until=NEWER), EDITS_IT, EVERYWHERE,
        but={(name, "spiked"): DENIED for name in ("reporter", "copy_editor", "editor")},
        button=EVERYWHERE.replace(" spiked", ""),
    ),
    "spike": Ask(_plain("spike"), "reporter editor duty_editor", "draft in_review ready held restricted"),
    "revive": Ask(_plain("revive"), "reporter editor duty_editor", "spiked"),
    "restrict": Ask(
        lambda s, by: workflow.restrict(s.article, by=by, people=[by], now=ASKED_AT), DUTY, EVERYWHERE
    ),
    "redact": Ask(_plain("redact", words=["harbour wall"], reason="An order."), DUTY, EVERYWHERE, opens="editor"),
    "block_names": Ask(_plain("block_names", names=["Jane Roe"], reason="An order."), PUBLISHERS, EVERYWHERE),
    "unblock_names": Ask(
        _plain("unblock_names", everything=True, reason="The order ended."), DUTY, "held",
    ),
    "take_pitch": Ask(_plain("take_pitch"), WRITERS, ""),
    "assign": Ask(
        lambda s, by: workflow.assign(s.article, by=by, to=s.cast.duty_editor, now=ASKED_AT),
        PUBLISHERS, EVERYWHERE, but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor")},
    ),
    "assign_photographer": Ask(
        lambda s, by: workflow.assign_photographer(s.article, by=by, to=s.cast.duty_editor, now=ASKED_AT),
        f"{PUBLISHERS} photo_editor", EVERYWHERE,
        but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor", "photo_editor")},
    ),
    "set_due": Ask(
        _plain("set_due", due_at=PLANNED), PUBLISHERS, EVERYWHERE,
        but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor")},
    ),
    "plan_for": Ask(
        _plain("plan_for", planned_for=PLANNED), PUBLISHERS, EVERYWHERE,
        but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor")},
    ),
    "open_live": Ask(
        _plain("open_live"), PUBLISHERS, EVERYWHERE,
        but={(name, scene): REFUSED for name in ("editor", "duty_editor") for scene in ("spiked", "unread")},
    ),
    "let_post": Ask(
        lambda s, by: workflow.let_post(
            s.article, by=by, user=s.cast.second_reporter, reader=s.cast.copy_editor, now=ASKED_AT
        ),
        PUBLISHERS, "unread",
    ),
    # The scene's two who were given leave to; nobody else, whatever their role.
    "post": Ask(_post, "reporter duty_editor", "unread", only="unread"),
    "edit_entry": Ask(_edit_entry, "reporter duty_editor", "unread", only="unread"),
    "queue_entry": Ask(_queue_entry, WRITERS, "unread"),
    "requeue_entry": Ask(_requeue_entry, "second_reporter copy_editor editor duty_editor", "unread", only="unread"),
    "approve_entry": Ask(
        lambda s, by: workflow.approve_entry(s.queued, by=by, revision=1, now=ASKED_AT), PUBLISHERS, "unread",
        only="unread",
    ),
    "queue_first": Ask(_plain("queue_first", on=True), PUBLISHERS, "unread"),
    "pause_live": Ask(_plain("pause_live"), PUBLISHERS, "unread"),
    "resume_live": Ask(_plain("resume_live"), PUBLISHERS, ""),  # nobody paused it
    "end_leave": Ask(
        lambda s, by: workflow.end_leave(s.article, by=by, user=s.cast.reporter, now=ASKED_AT), PUBLISHERS, "unread"
    ),
    "set_key_points": Ask(
        lambda s, by: workflow.set_key_points(
            s.article, by=by, points=["It rains"], version=0, reader=s.cast.copy_editor, now=ASKED_AT
        ),
        PUBLISHERS, "unread",
    ),
    "pin_entry": Ask(
        lambda s, by: workflow.pin_entry(s.article, by=by, entry=s.entry, now=ASKED_AT), PUBLISHERS, "unread",
        only="unread",
    ),
    "unpin_entry": Ask(_plain("unpin_entry"), PUBLISHERS, ""),  # none is pinned
    "close_live": Ask(
        _plain("close_live", summary="The wall stands."), PUBLISHERS, "unread",
        but={("editor", "unread"): REFUSED},  # who has no leave to post, and so nobody who reads the summary behind
    ),
    "pack": Ask(
        lambda s, by: workflow.pack(s.article, by=by, parts=[(s.cast.beside, "sidebar")], now=ASKED_AT),
        PUBLISHERS, EVERYWHERE, but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor")},
        button=EVERYWHERE.replace(" spiked", ""),
    ),
    "set_translation": Ask(
        lambda s, by: workflow.set_translation(s.article, by=by, of=s.cast.translated, now=ASKED_AT),
        PUBLISHERS, EVERYWHERE, button=EVERYWHERE.replace(" spiked", ""),
    ),
    "plan_print": Ask(
        _plain("plan_print", print_date=PRINTED, page="1"), PUBLISHERS, EVERYWHERE,
        but={(name, "spiked"): REFUSED for name in ("editor", "duty_editor")},
        button=EVERYWHERE.replace(" spiked", ""),
    ),
    "send_to_print": Ask(
        # Nothing is planned yet, so no button offers it.
        _send_to_print, PUBLISHERS, "draft ready live changed", only="draft ready live changed", button="",
    ),
    "show_banner": Ask(
        _plain("show_banner"), PUBLISHERS, "live changed unread", button="changed unread",  # live has one up
    ),
    "end_banner": Ask(
        lambda s, by: workflow.end_banner(s.banner, by=by, now=ASKED_AT), PUBLISHERS, "live", only="live"
    ),
    "bar": Ask(_plain("bar", reason="Its headline went round for years."), PUBLISHERS, EVERYWHERE, button=HAS_TEXT),
    # None of them is kept out.
    "unbar": Ask(_plain("unbar", reason="It was a mistake."), PUBLISHERS, ""),
    # Where what readers have is a version of its own: what it replaced can be withheld.
    "withhold": Ask(
        _plain("withhold", versions=[1], reason="A letter."), f"{PUBLISHERS} lawyer", "retracted withdrawn nothing"
    ),
    # None of them is withheld.
    "show_again": Ask(_plain("show_again", versions=[1], reason="They settled."), f"{DUTY} lawyer", ""),
    "make_review_link": Ask(_make_review_link, PUBLISHERS, EVERYWHERE.replace(" spiked", "")),
    "revoke_review_link": Ask(
        lambda s, by: workflow.revoke_review_link(s.link, by=by, now=ASKED_AT), PUBLISHERS, EVERYWHERE
    ),
    # By a link it is nobody of the desk: the link is the leave, whoever holds it.
    "view_by_link": Ask(
        lambda s, by: workflow.view_by_link(s.link, now=ASKED_AT),
        ANYBODY, EVERYWHERE, closed="spiked", asked="stranger",
    ),
    "comment_by_link": Ask(_comment_by_link, ANYBODY, EVERYWHERE, closed="spiked", asked="stranger"),
    "sign_off_by_link": Ask(
        lambda s, by: workflow.sign_off_by_link(s.link, revision=1, now=ASKED_AT), ANYBODY,
        EVERYWHERE.replace(" changed", ""), closed="spiked", asked="stranger",
    ),
    "unlock_by_link": Ask(
        lambda s, by: workflow.unlock_by_link(s.link, pass_phrase="none was set", now=ASKED_AT), ANYBODY, "",
        closed="spiked", only="draft spiked", asked="stranger",
    ),
    "complain": Ask(
        lambda s, by: workflow.complain(s.edition, text="Wrong day.", now=ASKED_AT), ANYBODY, HAS_TEXT, only=HAS_TEXT,
        asked="stranger",
    ),
    "look_into": Ask(lambda s, by: workflow.look_into(s.complaint, by=by, now=ASKED_AT), READERS, "live", only="live"),
    "make_correction": Ask(
        lambda s, by: workflow.make_correction(s.complaint, by=by, now=ASKED_AT), READERS, "live", only="live"
    ),
    "settle": Ask(
        lambda s, by: workflow.settle(s.complaint, by=by, reason="It was Monday.", now=ASKED_AT),
        READERS, "live", only="live",
    ),
    "answer_complaint": Ask(
        lambda s, by: workflow.answer_complaint(_settled(s), by=by, text="Thank you.", by_hand=True, now=ASKED_AT),
        READERS, "live", only="live",
    ),
    "note_taken": Ask(
        lambda s, by: workflow.note_taken(s.article, taker("Another Post"), by=by, now=ASKED_AT), PUBLISHERS, EVERYWHERE
    ),
    "forget_taken": Ask(
        lambda s, by: workflow.forget_taken(s.article, taker("Sealand Post"), by=by, now=ASKED_AT),
        PUBLISHERS, "live retracted",
    ),
    "send_again": Ask(
        lambda s, by: workflow.send_again(s.notice, by=by, now=ASKED_AT), PUBLISHERS, "retracted", only="retracted"
    ),
    # Of fronts, which are of no story: asked once.
    "begin_front": Ask(
        lambda s, by: workflow.begin_front("special", by=by, title="Election night", now=ASKED_AT),
        PUBLISHERS, "draft", only="draft",
    ),
    "edit_front": Ask(
        lambda s, by: workflow.edit_front(s.cast.front, by=by, editors=[s.cast.reporter], now=ASKED_AT),
        PUBLISHERS, "draft", only="draft",
    ),
    "arrange": Ask(
        lambda s, by: workflow.arrange(s.cast.front, CHANGE, by=by, now=ASKED_AT), ARRANGERS, "draft", only="draft"
    ),
    "issue_front": Ask(
        lambda s, by: workflow.issue_front(s.cast.front, by=by, seen=AHEAD, now=ASKED_AT),
        ISSUERS,
        "draft",
        only="draft",
    ),
    "recall_front": Ask(
        lambda s, by: workflow.recall_front(edition_of(s.cast, AHEAD), by=by, now=ASKED_AT),
        ISSUERS, "draft", only="draft",
    ),
    "roll_back": Ask(
        lambda s, by: workflow.roll_back(s.cast.front, by=by, to=edition_of(s.cast, EARLIER), now=ASKED_AT),
        ISSUERS, "draft", only="draft",
    ),
    "bring_back": Ask(
        lambda s, by: workflow.bring_back(s.cast.front, by=by, now=ASKED_AT), ARRANGERS, "draft", only="draft"
    ),
}  # fmt: skip

# The same verb in another way: what is asked is another question, and has another answer.
WAYS: dict[str, Ask] = {
    "publish a minor fix": Ask(
        _minor_fix,
        "copy_editor editor duty_editor",
        "changed",
    ),
}

# What is done on the page of who took a story and not on the story's own: its button there, and what that posts.
AT_REPUBLISHERS: dict[str, tuple[str, Callable[[Scene], dict]]] = {
    "send_again": ('name="again"', lambda s: {"again": s.notice.pk}),
    "note_taken": ('name="take"', lambda s: {"take": taker("Another Post").pk}),
    "forget_taken": ('name="untake"', lambda s: {"untake": taker("Sealand Post").pk}),
}
