"""The verbs: every change of a story's state is one of these, and nothing else writes stages or editions."""

from .act import Conflict, NotAllowed, Refused
from .asking import ask_for_fix, send_fix_back
from .banner import AskedBanner, end_banner, show_banner
from .barring import bar, unbar
from .blocking import block_names, unblock_names
from .complaints import answer_complaint, complain, look_into, make_correction, settle
from .fixing import fix_live, settle_fix
from .flash import flash
from .fronts import arrange, begin_front, bring_back, edit_front, issue_front, recall_front, roll_back
from .going_back import go_back
from .live import Said, edit_entry, let_post, open_live, post
from .live_head import pin_entry, set_key_points, unpin_entry
from .live_queue import approve_entry, queue_entry, requeue_entry
from .live_running import close_live, end_leave, pause_live, queue_first, resume_live
from .noting import NewNote, add_note, reopen_note, reply_to_note, resolve_note
from .outside import (
    comment_by_link,
    make_review_link,
    revoke_review_link,
    sign_off_by_link,
    unlock_by_link,
    view_by_link,
)
from .packaging import pack
from .planning import assign, assign_photographer, pitch, plan_for, set_due, take_pitch
from .printing import plan_print, send_to_print
from .publishing import publish, publish_alone, recall, reinstate, retract
from .redacting import redact
from .republishing import forget_taken, note_taken, send_again
from .review import file, read_after, send_back, sign_off
from .small_changes import sign_off_with_changes
from .stopping import check_stock, embargo, hold, lift, restrict, revive, spike
from .taking_down import pull, restore, withdraw
from .taking_up import PlanOvertyped, take_up
from .translating import set_translation
from .tray import set_aside
from .withholding import show_again, withhold
from .writing import begin, save

VERBS = {
    verb.__name__: verb
    for verb in (
        begin, save, add_note, file, send_back, sign_off, read_after, publish, publish_alone, retract, reinstate,
        recall, pull, restore, withdraw, hold, lift, embargo, spike, revive, restrict, redact,
        pitch, take_pitch, assign, assign_photographer, set_due, plan_for, pack, plan_print, send_to_print,
        block_names, unblock_names, go_back, flash, show_banner, end_banner, take_up, bar, unbar,
        check_stock, make_review_link, revoke_review_link, view_by_link,
        unlock_by_link, comment_by_link, sign_off_by_link,
        complain, look_into, make_correction, settle, answer_complaint, note_taken, forget_taken, send_again,
        fix_live, settle_fix, ask_for_fix, send_fix_back, set_aside,
        open_live, let_post, post, edit_entry, close_live, queue_entry, requeue_entry, approve_entry,
        queue_first, pause_live, resume_live, end_leave, set_key_points, pin_entry, unpin_entry,
        begin_front, edit_front, arrange, issue_front, recall_front, roll_back, bring_back,
        set_translation, withhold, show_again,
        sign_off_with_changes, reply_to_note, resolve_note, reopen_note,
    )
}  # fmt: skip

__all__ = ["VERBS", "AskedBanner", "Conflict", "NewNote", "NotAllowed", "PlanOvertyped", "Refused", "Said", *VERBS]
