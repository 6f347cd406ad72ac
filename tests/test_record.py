"""The log, the Pulse, the seals, and audit: what was changed behind the verbs' back shows."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.content import from_text
from articles.models import Edition, EditionWords
from articles.workflow.chain import card_of, content_digest, edition_digest
from newsroom.record.canonical import canonical, clean_text, digest
from newsroom.record.log import Change, enter
from newsroom.record.models import Change as ChangeRow
from newsroom.record.models import LogEntry, LogWords, Pulse, Seal
from newsroom.record.seals import seal
from tests.makers import make_live

MINUTE = timedelta(minutes=1)


def _audit_says(capsys) -> str:
    with pytest.raises(CommandError):
        call_command("audit")
    return capsys.readouterr().err


def test_an_untouched_newsroom_verifies(cast, noon, capsys):
    make_live(cast, now=noon)
    seal(now=noon + MINUTE)
    call_command("audit")
    assert "Everything verifies" in capsys.readouterr().out


def test_a_changed_word_in_an_edition_is_named(cast, noon, capsys):
    article = make_live(cast, now=noon)
    words = EditionWords.objects.get(edition__article=article)
    EditionWords.objects.filter(pk=words.pk).update(text=words.text.replace("wall", "hall"))
    assert f"Version 1 of story {article.uid} does not verify: its words were changed" in _audit_says(capsys)


def test_a_changed_header_is_named_even_with_its_digest_made_anew(cast, noon, capsys):
    article = make_live(cast, now=noon)
    edition = article.editions.get()
    edition.issued_by = cast.duty_editor
    edition.digest = edition_digest(edition)
    edition.save()
    assert "the log knows nothing of it" in _audit_says(capsys)


def test_pretending_a_redaction_is_named(cast, noon, capsys):
    words = EditionWords.objects.select_related("edition").get(edition__article=make_live(cast, now=noon))
    words.text = words.text.replace("wall", "hall")
    words.card = card_of(from_text(words.text))
    words.redacted_at, words.redacted_digest = noon, content_digest(words)
    words.save()
    assert "its words are not what the redaction left" in _audit_says(capsys)


def test_a_changed_log_row_is_named(cast, noon, capsys):
    make_live(cast, now=noon)
    entry = LogEntry.objects.get(verb="file")
    LogEntry.objects.filter(pk=entry.pk).update(by=cast.editor)
    assert f"Log entry {entry.number} (file) does not verify" in _audit_says(capsys)


def test_changed_words_in_the_log_are_named(cast, noon, capsys):
    make_live(cast, now=noon)
    LogWords.objects.filter(entry__verb="publish").update(text='{"note":"another"}')
    assert "The words of log entry" in _audit_says(capsys)


def test_a_cut_tail_of_the_log_is_named(cast, noon, capsys):
    make_live(cast, now=noon)
    LogWords.objects.filter(entry__verb="publish").delete()
    LogEntry.objects.filter(verb="publish").delete()
    assert "its tail was cut" in _audit_says(capsys)


def test_a_tail_cut_with_all_its_traces_still_breaks_the_seal(cast, noon, capsys):
    make_live(cast, now=noon)
    seal(now=noon + MINUTE)
    last = LogEntry.objects.get(verb="publish")
    LogWords.objects.filter(entry__number__gte=last.number).delete()
    LogEntry.objects.filter(number__gte=last.number).delete()
    EditionWords.objects.all().delete()
    for rows in ("tag_rows", "byline_rows", "photo_rows"):
        getattr(Edition.objects.get(), rows).all().delete()
    Edition.objects.get().section_row.delete()
    Edition.objects.all().delete()
    head = LogEntry.objects.order_by("-number").first()
    Pulse.objects.update(number=head.number, head=head.digest)
    assert "Seal" in _audit_says(capsys)


def test_a_seal_is_made_only_when_something_happened(cast, noon):
    make_live(cast, now=noon)
    assert seal(now=noon + MINUTE)
    assert seal(now=noon + 2 * MINUTE) is None
    assert Seal.objects.count() == 1


def test_a_log_row_outside_a_transaction_is_refused(transactional_db, noon):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        enter("nothing", by=None, now=noon)


def test_numbers_of_the_pulse_have_no_gap_after_a_rollback(cast, noon):
    before = Pulse.objects.get().number
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        enter("nothing", by=None, now=noon, changes=[Change("x", noon)])
        raise ValueError("undone")
    enter("something", by=None, now=noon, changes=[Change("y", noon)])
    assert Pulse.objects.get().number == before + 1
    assert list(ChangeRow.objects.filter(number=before + 1).values_list("tag", flat=True)) == ["y"]


@pytest.mark.parametrize("value", [1.5, None, True, {"a": None}, [b"x"], {"a": {1, 2}}])
def test_canonical_text_holds_integers_and_strings_only(value):
    with pytest.raises(TypeError, match="integers and strings only"):
        canonical(value)


def test_canonical_text_has_one_form():
    assert canonical({"b": "e\u0301", "a": ["x\r\ny\x00"]}) == '{"a":["x\\ny"],"b":"é"}'


def test_digests_tell_where_one_part_ends():
    assert digest("ab", "c") != digest("a", "bc")


def test_control_characters_are_dropped_and_line_feeds_kept():
    assert clean_text("a\x07b\nd\x85") == "ab\nd"


def test_what_makes_letters_run_backwards_is_dropped_and_marks_of_direction_stay():
    assert clean_text("\u202eevil \u202dmill\u202c") == "evil mill\u202c"
    assert clean_text("\u200fשלום\u200e \u2067a\u2069") == "\u200fשלום\u200e \u2067a\u2069"


def test_what_parts_two_words_goes_on_parting_them():
    assert clean_text("a\tb\x0bc\x0cd\re\r\nf") == "a b c d\ne\nf"


def test_what_unicode_keeps_from_being_a_character_is_dropped():
    assert clean_text("a\ufffeb\uffffc\ufdd0d\U0001ffffe\ud83d") == "abcde"
