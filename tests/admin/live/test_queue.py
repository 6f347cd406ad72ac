"""What is filed to a live story's queue: approved, edited, sent back, dropped."""

from articles.models import LiveEntry, ReadAfter

from .pages import page, queued, typed


def test_who_was_given_no_leave_files_to_the_queue_and_posts_nothing(as_, night, cast):
    desk = as_(cast.second_reporter)
    text = desk.get(page(night.story)).text
    assert "the desk reads it first" in text and "Post: live at once" not in text
    night.byline.account = cast.second_reporter
    night.byline.save()
    answer = desk.post(page(night.story), typed(night))
    assert answer.status_code == 422 and "may not post to this live story" in answer.text
    assert LiveEntry.objects.count() == 1
    said = typed(night, do="queue")
    for _time in range(2):
        assert desk.post(page(night.story), said).status_code == 302
    assert LiveEntry.objects.queued().count() == 1
    assert "waits for the desk" in desk.get(page(night.story)).text


def test_the_desk_approves_what_it_saw(as_, night, cast, noon):
    entry, desk = queued(night, cast, noon), as_(cast.editor)
    assert "A crane came loose" in desk.get(page(night.story)).text
    asked = {"do": "approve", "entry": entry.pk}
    assert "changed after you opened it" in desk.post(page(night.story), {**asked, "revision": 7}).text
    assert desk.post(page(night.story), {**asked, "revision": 1}).status_code == 302
    assert entry.editions.get().read_by == cast.editor
    assert "read by Editor" in desk.get(page(night.story)).text


def test_the_desk_sends_back_with_a_reason_and_the_writer_files_again(as_, night, cast, noon):
    entry = queued(night, cast, noon)
    asked = {"do": "send_back", "entry": entry.pk}
    assert "Say why it goes back" in as_(cast.editor).post(page(night.story), asked).text
    assert as_(cast.editor).post(page(night.story), {**asked, "reason": "Who says so?"}).status_code == 302
    assert "Who says so?" in as_(cast.second_reporter).get(page(night.story)).text
    form = as_(cast.second_reporter).get(f"{page(night.story)}?mend={entry.pk}").text
    assert "A crane came loose</textarea>" in form and "File it again" in form
    again = {"entry": entry.pk, "revision": 1, "byline": night.byline.pk, "text": "A crane came loose, says X"}
    sent = {"do": "requeue", **{f"queued-{name}": value for name, value in again.items()}}
    assert as_(cast.second_reporter).post(page(night.story), sent).status_code == 302
    assert "A crane came loose, says X" in as_(cast.editor).get(page(night.story)).text


def test_the_desk_edits_and_approves_in_one_act_with_a_reader(as_, night, cast, noon):
    entry, desk = queued(night, cast, noon), as_(cast.editor)
    form = desk.get(f"{page(night.story)}?mend={entry.pk}").text
    assert "Approve it so: live at once" in form and "somebody else has to read" in form
    said = {"entry": entry.pk, "revision": 1, "byline": night.byline.pk, "text": "A crane is loose"}
    sent = {"do": "approve_edited", **{f"queued-{name}": value for name, value in said.items()}}
    assert "Say who reads it behind you" in desk.post(page(night.story), sent).text
    sent["queued-reader"] = cast.copy_editor.pk
    assert desk.post(page(night.story), sent).status_code == 302
    assert ReadAfter.objects.get(edition=entry.editions.get()).reader == cast.copy_editor


def test_a_writer_sees_their_own_of_the_queue_and_nobody_elses(as_, night, cast, noon):
    queued(night, cast, noon)
    queued(night, cast, noon, "Mine alone", by=cast.reporter)
    text = as_(cast.reporter).get(page(night.story)).text
    assert "Mine alone" in text and "A crane came loose" not in text


def test_what_is_dropped_leaves_the_queue(as_, night, cast, noon):
    entry, writer = queued(night, cast, noon), as_(cast.second_reporter)
    assert writer.post(page(night.story), {"do": "drop", "entry": entry.pk}).status_code == 302
    assert "A crane came loose" not in writer.get(page(night.story)).text
