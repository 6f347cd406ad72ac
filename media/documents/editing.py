"""The verb that mends what a document says of itself and under which licence it is."""

from datetime import datetime

from newsroom.record.log import Change, enter

from .. import permissions
from ..act import allow, fresh, locked, record, save, typed
from ..contracts import credit_of, keep_to_contract
from ..house_credit import is_unwritten
from ..instructing import read_instructions
from ..models import Document

EDITABLE = {
    "title",
    "description",
    "transcript",
    "language",
    "creator",
    "credit_line",
    "copyright_notice",
    "source",
    "usage_terms",
    "licence",
    "supplier",
}
# A change of one of these changes whether readers may have it.
_RIGHTS = {"credit_line", "licence", "supplier", "usage_terms"}
_NO_WORDS = {"licence", "supplier", "language"}


def edit_document(document: Document, *, by, now: datetime | None = None, **fields) -> Document:
    """Mend what a document says of itself; what is mended is mended on every page that has it.

    What its sender asks for is read into a permission when it is first written down.
    """
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"A document has no field {', '.join(sorted(unknown))} to edit.")
    with locked(document, now) as (kept, now):
        allow(permissions.may_edit(by, kept), kept.says("may_not_edit", it=kept))
        fields = {name: typed(value) for name, value in fields.items()}
        changed = {name: value for name, value in fields.items() if getattr(kept, name) != value}
        if not changed:
            return fresh(document)
        terms_are_new = bool(changed.get("usage_terms")) and not kept.usage_terms
        for name, value in changed.items():
            setattr(kept, name, value)
        if "supplier" in changed and kept.supplier and is_unwritten(kept):
            kept.credit_line = credit_of(kept.supplier, kept) or kept.credit_line
        save(kept, {*changed, "credit_line"})
        if terms_are_new:
            read_instructions(kept, by=by, text=kept.usage_terms, now=now)
        if changed.keys() & {"licence", "supplier"}:
            keep_to_contract(kept, kept.supplier, by, now)
        words = {name: str(value) for name, value in changed.items() if name not in _NO_WORDS}
        facts = {"fields": sorted(changed), "licence": kept.licence}
        if changed.keys() & _RIGHTS:
            record("edit_document", kept, by, now, facts=facts, words=words)
        else:
            changes = [Change(kept.tag, now)]
            enter("edit_document", by=by, now=now, subject=kept.subject, facts=facts, words=words, changes=changes)
    return fresh(document)
