"""In which language the fields of a story are written: so they run its way, whichever way the desk's own runs."""

from collections.abc import Iterable

from django import forms

from newsroom.paper.languages import direction

# What readers get in the story's language; working names, addresses and what is kept for the desk are none of it.
WRITTEN = frozenset({
    "headline", "dek", "dateline", "body", "search_headline", "share_headline", "note", "life", "claim", "claimant",
    "verdict", "reviewed", "caption", "alt", "text",
})  # fmt: skip


def written_in(form: forms.BaseForm, language: str) -> None:
    """Let what readers get be written in this language; `written.js` follows the one that is chosen."""
    said = {"lang": language, "dir": direction(language), "data-written": True}
    for name in WRITTEN & form.fields.keys():
        form.fields[name].widget.attrs |= said


def say_which_run_from_the_right(field: forms.Field, languages: Iterable[str]) -> None:
    """Tell the page, beside the field that says the language, which of these are written from the right."""
    field.widget.attrs["data-rtl"] = " ".join(each for each in languages if direction(each) == "rtl")
