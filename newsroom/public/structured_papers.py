"""What a story says to machines of its recordings and documents: schema.org's AudioObject and DigitalDocument."""

from collections.abc import Callable, Iterable

from media.credits import rights

from .papers import Paper


def said_of(papers: Iterable[Paper], address_of: Callable[[str], str]) -> dict[str, list[dict]]:
    """Return what an article has to listen to, and which documents are parts of it; nothing for none.

    `address_of` makes a path of ours a whole address. A document is a work whose encoding is the file.
    """
    said: dict[str, list[dict]] = {}
    for paper in papers:
        file = _file(paper, address_of)
        if paper.is_audio:
            said.setdefault("audio", []).append({"@type": "AudioObject", **_work(paper), **file, **_heard(paper)})
        else:
            encoding = {"@type": "MediaObject", **file}
            said.setdefault("hasPart", []).append({"@type": "DigitalDocument", **_work(paper), "encoding": encoding})
    return said


def _work(paper: Paper) -> dict:
    document, owed = paper.document, rights(paper.document)
    work = {
        "name": document.title,
        "description": document.description,
        "inLanguage": document.language,
        "creator": {"@type": "Person", "name": owed.creator} if owed.creator else {},
        "creditText": str(paper.credit),
        "copyrightNotice": owed.copyright,
        "license": owed.terms,
    }
    return {key: value for key, value in work.items() if value}


def _file(paper: Paper, address_of: Callable[[str], str]) -> dict:
    document = paper.document
    return {
        "contentUrl": address_of(paper.url),
        "encodingFormat": document.mime.partition(";")[0],
        "contentSize": f"{document.bytes} B",
    }


def _heard(paper: Paper) -> dict:
    """Return how long a recording is, and every word of it."""
    document = paper.document
    heard = {"duration": f"PT{document.seconds}S" if document.seconds else "", "transcript": document.transcript}
    return {key: value for key, value in heard.items() if value}
