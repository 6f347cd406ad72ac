"""What people do to a story in `tests.sessions`, one edit at a time."""

from dataclasses import replace

from articles.body import elements
from articles.content import Content, ContentByline, ContentPhoto

UID = "00000000-0000-4000-8000-{:012d}"


def _body(content: Content) -> list[str]:
    return [element[3:-4] for element in elements(content.body)]


def _with(content: Content, paragraphs: list[str]) -> Content:
    return replace(content, body="\n".join(f"<p>{text}</p>" for text in paragraphs if text.strip()))


def _of_body(change):
    """Make an edit of a change to the list of paragraphs."""

    def edit(session, who: str, content: Content) -> Content:
        paragraphs = _body(content)
        if paragraphs:
            change(session, who, paragraphs)
        else:
            paragraphs.append(session.line(who))
        return _with(content, paragraphs)

    return edit


def _type(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    words.insert(session.random.randint(0, len(words)), session.line(who, 3))
    paragraphs[at] = " ".join(words)


def _add(session, who, paragraphs):
    paragraphs.insert(session.random.randint(0, len(paragraphs)), session.line(who))


def _delete(session, who, paragraphs):
    paragraphs.pop(session.random.randrange(len(paragraphs)))


def _delete_all(session, who, paragraphs):
    paragraphs.clear()


def _delete_word(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    words.pop(session.random.randrange(len(words)))
    paragraphs[at] = " ".join(words)


def _move(session, who, paragraphs):
    paragraphs.insert(
        session.random.randrange(len(paragraphs)), paragraphs.pop(session.random.randrange(len(paragraphs)))
    )


def _copy(session, who, paragraphs):
    copied = session.random.choice(paragraphs)
    paragraphs.insert(session.random.randint(0, len(paragraphs)), copied)


def _split(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    cut = session.random.randint(0, len(words))
    paragraphs[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]


def _join(session, who, paragraphs):
    at = session.random.randrange(len(paragraphs))
    paragraphs[at : at + 2] = [" ".join(paragraphs[at : at + 2])]


def _cut_and_paste(session, who, paragraphs):
    at, to = session.random.randrange(len(paragraphs)), session.random.randrange(len(paragraphs))
    words = paragraphs[at].split()
    cut = session.random.randint(0, len(words))
    paragraphs[at] = " ".join(words[:cut])
    paragraphs[to] = " ".join([paragraphs[to], *words[cut:]])


def _shuffle(session, who, paragraphs):
    session.random.shuffle(paragraphs)


def _rewrite(session, who, paragraphs):
    paragraphs[session.random.randrange(len(paragraphs))] = session.line(who)


def _headline(session, who, content):
    return replace(content, headline=f"{content.headline} {session.word(who)}".strip()[-200:])


def _dek(session, who, content):
    return replace(content, dek=session.line(who, 5))


def _photo(session, who, content):
    uid = UID.format(session.random.randint(1, 4))
    if any(use.photo == uid for use in content.photos):
        return content
    use = "inline" if content.lead else "lead"
    return replace(content, photos=(*content.photos, ContentPhoto(uid, use, session.line(who, 4))))


def _caption(session, who, content):
    uses = list(content.photos)
    if uses:
        at = session.random.randrange(len(uses))
        uses[at] = replace(uses[at], caption=f"{uses[at].caption} {session.word(who)}".strip())
    return replace(content, photos=tuple(uses))


def _show(session, who, content):
    uses = [
        replace(use, shown=session.random.choice(["", "wide", "gallery"])) if use.use == "inline" else use
        for use in content.photos
    ]
    return replace(content, photos=tuple(uses))


def _take_out_photo(session, who, content):
    return replace(content, photos=tuple(use for use in content.photos if session.random.random() < 0.5))


def _order_photos(session, who, content):
    return replace(content, photos=tuple(session.random.sample(content.photos, len(content.photos))))


def _byline(session, who, content):
    uid = UID.format(session.random.randint(11, 13))
    others = tuple(byline for byline in content.bylines if byline.contributor != uid)
    before = next((byline.place for byline in content.bylines if byline.contributor == uid), "")
    return replace(content, bylines=(*others, ContentByline(uid, "", "by", f"{before} {session.word(who)}".strip())))


def _take_out_byline(session, who, content):
    return replace(content, bylines=content.bylines[1:])


def _tags(session, who, content):
    return replace(content, tags=tuple(UID.format(n) for n in session.random.sample(range(21, 26), 3)))


EDITS = {
    "type": _of_body(_type),
    "add": _of_body(_add),
    "delete": _of_body(_delete),
    "delete all": _of_body(_delete_all),
    "delete word": _of_body(_delete_word),
    "move": _of_body(_move),
    "copy": _of_body(_copy),
    "split": _of_body(_split),
    "join": _of_body(_join),
    "cut and paste": _of_body(_cut_and_paste),
    "shuffle": _of_body(_shuffle),
    "rewrite": _of_body(_rewrite),
    "headline": _headline,
    "dek": _dek,
    "photo": _photo,
    "caption": _caption,
    "show": _show,
    "take out a photo": _take_out_photo,
    "order photos": _order_photos,
    "byline": _byline,
    "take out a byline": _take_out_byline,
    "tags": _tags,
}
# How often each, in the same order.
OFTEN = [20, 12, 6, 1, 6, 8, 1, 4, 4, 5, 1, 3, 3, 2, 4, 6, 3, 3, 1, 4, 1, 1]
