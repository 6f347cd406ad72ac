"""How a picture was made, as the IPTC lists it, and which of these a reader has to be told."""

from django.utils.translation import gettext_lazy as _

_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"

SOURCE_TYPES = {
    "digitalCapture": _("Photograph: a digital camera"),
    "computationalCapture": _("Photograph: put together by the camera from several takes"),
    "negativeFilm": _("Scanned from a negative"),
    "positiveFilm": _("Scanned from a slide"),
    "print": _("Scanned from a print or a page"),
    "humanEdits": _("Photograph with edits by a person that change what it shows"),
    "compositeCapture": _("Put together from several photographs"),
    "algorithmicallyEnhanced": _("Photograph enhanced by software"),
    "digitalCreation": _("Drawn or made by a person with software"),
    "dataDrivenMedia": _("Chart or map made from data"),
    "screenCapture": _("Screen capture"),
    "virtualRecording": _("Recording of a virtual scene"),
    "composite": _("Put together from several pictures"),
    "compositeSynthetic": _("Put together from several pictures, some made by software"),
    "compositeWithTrainedAlgorithmicMedia": _("Altered with AI"),
    "trainedAlgorithmicMedia": _("Made with AI"),
    "algorithmicMedia": _("Made by an algorithm"),
}

# What a reader must be told beside the picture, wherever it stands. A drawing or a chart shows itself for what it is.
_FOR_READERS = {
    "trainedAlgorithmicMedia": _("Illustration made with AI."),
    "compositeWithTrainedAlgorithmicMedia": _("Picture altered with AI."),
    "compositeSynthetic": _("Composite picture, partly made by software."),
    "compositeCapture": _("Composite picture."),
    "composite": _("Composite picture."),
}


def label_for_readers(photo) -> str:
    """Return what readers are told of how a picture was made; empty for what a camera took as it is."""
    found = _FOR_READERS.get(code(photo.digital_source_type))
    if found is None and photo.ai_system and not photo.digital_source_type:
        found = _FOR_READERS["trainedAlgorithmicMedia"]
    return str(found or "")


def is_by_a_model(photo) -> bool:
    """Say whether a model made it or had a hand in it, as far as anybody said."""
    if not photo.digital_source_type:
        return bool(photo.ai_system)
    return code(photo.digital_source_type) in {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"}


def is_told(address: str) -> bool:
    """Say whether readers have to be told of a picture that was made so."""
    return code(address) in _FOR_READERS


def address(code: str) -> str:
    """Return how files write a code."""
    return _SCHEME + code


def code(address: str) -> str:
    """Return the code at the end of an address; files write it with http, https or bare."""
    return address.rstrip("/").rpartition("/")[2]
