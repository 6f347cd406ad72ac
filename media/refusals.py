"""Why a file is no picture or document for this desk, in words: what is wrong, and what to do next."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .judging.limits import most_document_megabytes, most_megabytes

_HIDDEN = {
    "web page": _("a web page"),
    "archive": _("an archive"),
    "document": _("a document"),
    "program": _("a program"),
}
_SENTENCES = {
    "empty": _("“%(name)s” is empty. Choose the file again, or ask whoever sent it for the whole of it."),
    "no_picture": _("“%(name)s” is not a picture this desk can open. Upload a JPEG, PNG, WebP, TIFF, AVIF or HEIC."),
    "damaged": _("“%(name)s” is damaged or was cut off on its way. Get it again from where it came."),
    "gif": _("%(name)s: This is a GIF. Save it as JPEG or PNG and upload that."),
    "bmp": _("%(name)s: This is a BMP. Save it as JPEG or PNG and upload that."),
    "svg": _("%(name)s: This is an SVG drawing, which can carry scripts. Save it as PNG and upload that."),
    "eps": _("%(name)s: This is an EPS drawing, which is a program. Save it as PNG and upload that."),
    "pdf": _("%(name)s: This is a PDF. Take the picture out of it, as JPEG or PNG, and upload that."),
    "video": _("%(name)s: This is a video. Upload a single picture."),
    "archive": _(
        "%(name)s: This is an archive. Drop a zip on the page for many pictures, or unpack it and upload what is in it."
    ),
    "mode": _("“%(name)s” keeps its pixels as %(mode)s, which readers' screens do not show. Save it as 8-bit RGB."),
    "hidden": _("“%(name)s” has %(what)s hidden in it. Export the picture again and upload that."),
    "too_slow": _("“%(name)s” takes longer to read than any picture should. Open it, save it anew and upload that."),
    "too_much_memory": _("“%(name)s” takes more memory to read than a picture may. Make it smaller and upload that."),
    "breaks": _("“%(name)s” breaks the program that reads pictures. Open it elsewhere, save it anew and upload that."),
    "too_many_entries": _("“%(name)s” has %(count)s files in it; the most is %(most)s. Pack it in parts."),
    "too_deep": _("“%(name)s” has folders in folders without end. Pack the pictures anew and send that."),
    "locked": _("“%(name)s” is locked with a password. Pack the pictures without one and send that."),
    "entry_too_large": _("“%(name)s” is larger than %(most)s megabytes, the most a picture may be. Export it smaller."),
    "grows": _("“%(name)s” grows more than a hundredfold when it is unpacked, as no picture does. It was left packed."),
    "busy": _("“%(name)s” was not read: too many pictures are being read just now. Send it again in a minute."),
}


_ACTS = {
    "script": _("a script"),
    "launch": _("a command that starts a program"),
    "media": _("a film or another thing that plays by itself"),
    "form": _("a form that runs scripts"),
    "attachment": _("another file"),
    "locked": _("a lock"),
    "macro": _("a macro"),
    "outside": _("a link that fetches from elsewhere when it is opened"),
    "bomb": _("words that swell when they are read"),
}
_OF_DOCUMENTS = {
    "no_document": _(
        "“%(name)s” is no document this desk takes: PDF, MP3, M4A, Ogg, WAV, FLAC, CSV, text, JSON, Excel, ODS."
    ),
    "picture": _("“%(name)s” is a picture. Put it among the photos."),
    "video": _("“%(name)s” is a video. Upload its sound as MP3 or M4A, or put the video in as an embed."),
    "archive": _("“%(name)s” is an archive. Unpack it and upload the documents in it."),
    "old_office": _("“%(name)s” is an old or locked Office file. Save it as XLSX, CSV or PDF, without a password."),
    "not_utf8": _("“%(name)s” is text in another alphabet’s bytes. Save it as UTF-8 and upload that."),
    "formulas": _("“%(name)s” has formulas in it, such as “%(cell)s”. Save it with their values and upload that."),
    "pdf_acts": _("“%(name)s” has %(what)s in it. Print it to a new PDF and upload that."),
    "pdf_odd": _("“%(name)s” is packed in a way that is not read here. Print it to a new PDF and upload that."),
    "sheet_acts": _("“%(name)s” has %(what)s in it. Save its values alone, as CSV or a new file, and upload that."),
    "locked": _("“%(name)s” is locked with a password. Save it without one and upload that."),
    "grows": _("“%(name)s” grows far more when it is unpacked than a document does. Save it anew and upload that."),
    "hidden": _("“%(name)s” has %(what)s hidden in it. Save it anew and upload that."),
    "too_slow": _("“%(name)s” takes longer to read than a document should. Save it anew or in parts and upload that."),
    "too_much_memory": _("“%(name)s” takes more memory to read than a document may. Upload it in parts."),
    "breaks": _("“%(name)s” breaks the program that reads documents. Save it anew and upload that."),
    "busy": _("“%(name)s” was not read: too many files are being read just now. Send it again in a minute."),
}


def no_document(why: str, name: str, facts: dict) -> str:
    """Return the sentence for a reason that the reading of a document ended with."""
    if "what" in facts:
        facts = {**facts, "what": (_ACTS | _HIDDEN)[facts["what"]]}
    return str((_SENTENCES | _OF_DOCUMENTS)[why]) % {"name": name, **facts}


def sentence(why: str, name: str, facts: dict) -> str:
    """Return the sentence for a reason that the reading of a file ended with."""
    if why == "too_many_pixels":
        return _too_many_pixels(name, **facts)
    if "what" in facts:
        facts = {**facts, "what": _HIDDEN[facts["what"]]}
    return str(_SENTENCES[why]) % {"name": name, **facts}


def _too_many_pixels(name: str, pixels: int, most: int) -> str:
    return gettext("“%(name)s” has %(millions)s million pixels; the most is %(most)s million. Make it smaller.") % {
        "name": name,
        "millions": -(-pixels // 1_000_000),
        "most": most // 1_000_000,
    }


def too_many_bytes(name: str) -> str:
    """Return the sentence for a file that is larger than any picture may be."""
    most = most_megabytes()
    return ngettext(
        "“%(name)s” is larger than %(most)s megabyte, the most a picture may be. Export it smaller.",
        "“%(name)s” is larger than %(most)s megabytes, the most a picture may be. Export it smaller.",
        most,
    ) % {"name": name, "most": most}


def document_too_large(name: str) -> str:
    """Return the sentence for a file that is larger than any document may be."""
    most = most_document_megabytes()
    return ngettext(
        "“%(name)s” is larger than %(most)s megabyte, the most a document may be. Upload it in parts.",
        "“%(name)s” is larger than %(most)s megabytes, the most a document may be. Upload it in parts.",
        most,
    ) % {"name": name, "most": most}
