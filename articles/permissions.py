"""Who may: one function per question, asked by verbs, views and the admin alike."""

from django.utils.translation import gettext as _

from newsroom.prepared import NUMBER, PERSON, prepared

from .models import Article, Capacity, Edition, LiveGrant


def may_see(user, article) -> bool:
    """Whether the desk may show this person the story at all.

    A story that came by `visible_to` in this request says so itself, as `seen_by`.
    """
    if getattr(article, "seen_by", None) == user.pk:
        return True
    return bool(_seen(user=user, number=article.pk))


@prepared(user=PERSON, number=NUMBER)
def _seen(user, number):
    return Article.objects.visible_to(user).filter(pk=number).values_list("pk")


def _may(user, article, permission: str) -> bool:
    return user.has_perm(f"articles.{permission}") and may_see(user, article)


def may_create(user) -> bool:
    """Whether this person may begin a story."""
    return user.is_active and user.is_staff and user.has_perm("articles.add_article")


def is_theirs(user, article) -> bool:
    """Whether they began the story, were assigned it, or stand on its byline."""
    if user.pk in {article.created_by_id, article.assignee_id}:
        return True
    return article.bylines.filter(contributor__account=user).exists()


def may_edit(user, article) -> bool:
    """Whether they may change the copy."""
    if article.stage == Article.Stage.SPIKED or not _may(user, article, "change_article"):
        return False
    return user.has_perm("articles.edit_any_article") or is_theirs(user, article)


def may_sponsor(user, article=None) -> bool:
    """Whether they may say that somebody pays for a story; of one that is not there yet, whether they ever may."""
    if article is None:
        return user.has_perm("articles.sponsor_article")
    return _may(user, article, "sponsor_article")


def may_take(user, article) -> bool:
    """Whether they may take a pitch on themselves."""
    return _may(user, article, "change_article")


def may_assign(user, article) -> bool:
    """Whether they may say who writes it."""
    return _may(user, article, "assign_article")


def may_assign_photographer(user, article) -> bool:
    """Whether they may say who photographs it: the desk, and whoever looks after everybody's pictures."""
    return may_assign(user, article) or (user.has_perm("media.change_any_photo") and may_see(user, article))


def may_plan(user, article) -> bool:
    """Whether they may say when it is due and for when it is planned; whoever pitches it may, until it is taken."""
    if article.is_pitch and article.created_by_id == user.pk:
        return _may(user, article, "change_article")
    return may_assign(user, article)


def may_note(user, article) -> bool:
    """Whether they may leave a note for the desk: who writes, and who reads for it."""
    return _may(user, article, "change_article") or may_give_sign_off(user, article)


def may_go_back(user, article) -> bool:
    """Whether they may take the copy back to a state it had."""
    return may_edit(user, article)


def may_file(user, article) -> bool:
    """Whether they may hand it in."""
    return may_edit(user, article)


def may_send_back(user, article) -> bool:
    """Whether they may return it with reasons."""
    return _may(user, article, "sign_off_article")


def may_sign_off(user, article) -> bool:
    """Whether their yes counts; whether it counts for this text is asked of `articles.eyes`."""
    return _may(user, article, "sign_off_article")


def may_sign_off_as(user, article, capacity: str) -> bool:
    """Whether their yes counts as the editor's, the copy desk's, the lawyer's or the photo desk's."""
    return user.has_perm(Capacity(capacity).permission) and may_see(user, article)


def may_give_sign_off(user, article) -> bool:
    """Whether their yes counts as anything."""
    return may_sign_off(user, article) or any(may_sign_off_as(user, article, each) for each in Capacity)


def may_sign_off_with_changes(user, article) -> bool:
    """Whether they may mend a few words and say yes in one act."""
    return may_edit(user, article) and may_give_sign_off(user, article)


def may_publish(user, article) -> bool:
    """Whether they may publish what somebody has read."""
    return _may(user, article, "publish_article")


def may_publish_alone(user, article) -> bool:
    """Whether they may publish what nobody else has read."""
    return _may(user, article, "publish_alone_article")


def may_issue_minor_fix(user, article) -> bool:
    """Whether they may mend a slip in what readers have, unread by right."""
    return _may(user, article, "minor_fix_article")


def may_flash(user) -> bool:
    """Whether they may give readers a headline and a sentence at once, unread."""
    return may_create(user) and user.has_perm("articles.publish_alone_article")


def may_show_banner(user, article) -> bool:
    """Whether they may show a breaking banner that leads to it."""
    return may_publish(user, article)


def may_end_banner(user, article) -> bool:
    """Whether they may take such a banner off before its time."""
    return may_publish(user, article) or may_pull(user, article)


def may_bar(user, article) -> bool:
    """Whether they may keep it out of Most read, and let it back."""
    return may_publish(user, article)


def may_run_live(user, article) -> bool:
    """Whether they may open and close it as a live story, and say who posts."""
    return may_publish(user, article)


def may_begin_live(user) -> bool:
    """Whether they may begin a story that is told in entries from the start."""
    return may_create(user) and user.has_perm("articles.publish_article")


def may_post(user, article) -> bool:
    """Whether they may give readers entries of this live story, unread: who was given leave to, until it closes."""
    granted = LiveGrant.objects.filter(live=article.pk, user=user, ended_at=None)
    return may_create(user) and may_see(user, article) and granted.exists()


def may_queue_entry(user, article) -> bool:
    """Whether they may file an entry for the desk to read: whoever writes stories and sees this one."""
    return may_create(user) and may_see(user, article)


def may_requeue_entry(user, article) -> bool:
    """Whether they may file an entry anew: who wrote it, and who may edit any story."""
    mine = article.created_by_id == user.pk or user.has_perm("articles.edit_any_article")
    return mine and may_queue_entry(user, article)


def may_approve_entry(user, article) -> bool:
    """Whether they may give readers what waits in the queue."""
    return may_publish(user, article)


def may_edit_entry(user, article) -> bool:
    """Whether they may change an entry readers have: who posted it, and who may edit any story, with leave to post."""
    mine = article.created_by_id == user.pk or user.has_perm("articles.edit_any_article")
    return mine and may_post(user, article.part_of)


def _posted_it(user, article) -> bool:
    """Whether this is an entry of a live story they posted, and may still post to."""
    return article.created_by_id == user.pk and article.part_of_id is not None and may_post(user, article.part_of)


def may_fix_live(user, article) -> bool:
    """Whether they may mend what readers have; as what kind, and unread, is asked again."""
    return may_publish(user, article) or may_issue_minor_fix(user, article)


def may_recall(user, article) -> bool:
    """Whether they may stop what lies ahead: whoever publishes, and whoever issued it."""
    if may_publish(user, article):
        return True
    latest = Edition.objects.issued().filter(article=article).order_by("-live_from").first()
    return latest is not None and latest.issued_by_id == user.pk and may_see(user, article)


def may_pull(user, article) -> bool:
    """Whether they may take it off everything at once, and put it back; an entry, also who posted it."""
    return _may(user, article, "pull_article") or _posted_it(user, article)


def may_withhold(user, article) -> bool:
    """Whether they may keep a version that was replaced for legal reasons from readers: the desk, and a lawyer."""
    return _may(user, article, "pull_article") or _may(user, article, "sign_off_as_legal_article")


def may_show_again(user, article) -> bool:
    """Whether they may let a withheld version be shown again: who lifts holds, and a lawyer."""
    return may_lift(user, article) or _may(user, article, "sign_off_as_legal_article")


def may_withdraw(user, article) -> bool:
    """Whether they may take it away for good, and reinstate it."""
    return _may(user, article, "withdraw_article")


def may_hold(user, article) -> bool:
    """Whether they may stop it from being published."""
    return _may(user, article, "hold_article")


def may_lift(user, article) -> bool:
    """Whether they may lift a hold or an embargo."""
    return _may(user, article, "lift_hold_article")


def may_block_names(user, article) -> bool:
    """Whether they may name what must not be printed in it."""
    return _may(user, article, "block_names_article")


def may_unblock_names(user, article) -> bool:
    """Whether they may let a blocked name be printed again."""
    return _may(user, article, "unblock_names_article")


def may_plan_print(user, article) -> bool:
    """Whether they may say where it stands in the printed paper."""
    return may_assign(user, article)


def may_send_to_print(user, article) -> bool:
    """Whether they may pin what a page has."""
    return may_publish(user, article)


def may_pack(user, article) -> bool:
    """Whether they may say which stories stand with it: readers see that at once."""
    return may_publish(user, article)


def may_translate(user, article) -> bool:
    """Whether they may say that it is a translation of another: readers see that at once."""
    return may_publish(user, article)


def may_see_fronts(user) -> bool:
    """Whether they may look at what is arranged on fronts."""
    return user.is_active and user.is_staff and user.has_perm("articles.view_front")


def may_arrange_front(user, front) -> bool:
    """Whether they may change what stands on a front: the desk every front, a section's own editors theirs."""
    return may_see_fronts(user) and (user.has_perm("articles.arrange_front") or _edits_front(user, front))


def may_issue_front(user, front) -> bool:
    """Whether they may give readers a front, recall one that is ahead, and roll it back."""
    return may_see_fronts(user) and (user.has_perm("articles.issue_front") or _edits_front(user, front))


def _edits_front(user, front) -> bool:
    return front.pk is not None and front.editors.filter(pk=user.pk).exists()


def may_begin_front(user) -> bool:
    """Whether they may begin to curate a page, and say who its editors are."""
    return may_see_fronts(user) and user.has_perm("articles.issue_front")


def may_fill_trays(user) -> bool:
    """Whether they may set photos aside for stories at all."""
    return user.has_perm("media.view_any_photo") or user.has_perm("media.change_any_photo")


def may_set_aside(user, article) -> bool:
    """Whether they may set photos aside for it: whoever works on it, and the photo desk."""
    return may_see(user, article) and (user.has_perm("media.change_any_photo") or may_edit(user, article))


def may_read_hand_overs(user) -> bool:
    """Whether they may read what one shift leaves to the next."""
    return user.is_active and user.is_staff and user.has_perm("articles.view_article")


def may_hand_over(user) -> bool:
    """Whether they may hand the desk over, and take it over."""
    return may_read_hand_overs(user) and user.has_perm("articles.sign_off_article")


def may_merge_tags(user) -> bool:
    """Whether they may let one tag become another, undo that, and put a series in order."""
    return user.has_perm("articles.merge_tag")


def may_set_portrait(user) -> bool:
    """Whether they may say which picture stands beside a contributor's name."""
    return user.has_perm("articles.change_contributor")


def may_embargo(user, article) -> bool:
    """Whether they may set an embargo or move it later."""
    return may_edit(user, article) or may_lift(user, article)


def may_spike(user, article) -> bool:
    """Whether they may drop it; a reporter may drop what they began."""
    return _may(user, article, "spike_any_article") or (
        _may(user, article, "change_article") and article.created_by_id == user.pk
    )


def may_redact(user, article) -> bool:
    """Whether they may take words out of everything ever issued."""
    return _may(user, article, "redact_article")


def may_restrict(user, article) -> bool:
    """Whether they may name the only people who see it."""
    return _may(user, article, "restrict_article")


def may_see_as_of(user) -> bool:
    """Whether they may see the public pages as of another moment: everybody who sees the desk's stories."""
    return user.is_active and user.is_staff and user.has_perm("articles.view_article")


def may_review_link(user, article) -> bool:
    """Whether they may ask somebody outside to read it, and take that back."""
    return _may(user, article, "review_link_article")


def may_check_stock(user, article) -> bool:
    """Whether they may say that a prepared story could go out today: whoever may change or hold it."""
    return may_edit(user, article) or may_hold(user, article)


def may_handle_complaints(user, article) -> bool:
    """Whether they may look into, settle and answer what readers say is wrong with it."""
    return _may(user, article, "change_complaint")


def may_keep_republishers(user, article) -> bool:
    """Whether they may write down who took it, and write to them again."""
    return _may(user, article, "change_republishernotice")


def may_give_keys(user) -> bool:
    """Whether they may give republishers keys to a feed of their own, and end them: whoever agrees the terms."""
    return user.is_active and user.is_staff and user.has_perm("articles.change_republisher")


def may_keep_style(user) -> bool:
    """Whether they may add, change, bring in and switch rules of house style."""
    return user.is_active and user.is_staff and user.has_perm("articles.change_stylerule")


def may_read_after(user, article) -> bool:
    """Whether they may read what went out unread."""
    return may_sign_off(user, article)


def refusal(name: str, doing: str) -> str:
    """Return the sentence for somebody who may not."""
    return _("%(name)s may not %(doing)s. Ask a colleague whose role allows it.") % {"name": name, "doing": doing}
