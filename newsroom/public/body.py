"""The body of a story as readers get it: its HTML, and what in it is more than HTML, piece by piece."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml import html

from articles.body import linked_stories, sanitise
from articles.content import Content
from articles.paid import Paid, paid_of
from media.credits import Credit
from media.pictures import Picture
from newsroom.pagecache.links import here, plain

from . import structured
from .album import Album
from .galleries import SIZES, Gallery, gallery
from .languages import figures
from .linked import Linked
from .lists import Card
from .papers import Paper
from .players import Player, player_of

INLINE_SIZES = SIZES[""]
_NUMBER = re.compile(r"[\s+\-−–~≈<>€$£¥(]*\d[\d\s.,:/%)€$£¥\u00a0\u202f]*")


@dataclass(frozen=True)
class Embed:
    """Something on another site: its address, what it is, and its player where there is one."""

    url: str
    title: str
    player: Player | None
    paid: bool = False

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Table:
    """A table as HTML, and what it is called: by its caption's id, or else by a name."""

    html: str
    caption_id: str
    name: str


@dataclass(frozen=True)
class Block:
    """A piece of the body: exactly one of these, how a picture is shown, and which of the body's elements it is,
    counted from one."""

    html: str = ""
    picture: Picture | None = None
    shown: str = ""
    gallery: Gallery | None = None
    embed: Embed | None = None
    table: Table | None = None
    card: Card | None = None
    paper: Paper | None = None
    sources: str = ""
    number: int = 0


def linked(contents: list[Content], at) -> Linked:
    """Fetch the stories and documents that these bodies name: a query for stories, two for documents, none for none."""
    stories = (uid for content in contents for uid in linked_stories(content.body))
    return Linked(stories, at, documents=(uid for content in contents for uid in content.documents))


def tree(content: Content, stories: Linked):
    """Return the body as a tree, opened by its dateline, its links leading where the stories are at that moment.

    The body was cleaned when it was stored; it is cleaned again by today's schema, since what readers' browsers get
    must not hang on every row that was ever written.
    """
    root = html.fragment_fromstring(sanitise(content.body), create_parent="div")
    if content.dateline and len(root) and root[0].tag == "p":
        place = html.Element("span", {"class": "dateline"})
        place.text, place.tail = content.dateline, f" — {root[0].text or ''}"
        root[0].text = None
        root[0].insert(0, place)
    for link in root.xpath(".//a[starts-with(@href, 'story:')]"):
        url = stories.url(link.get("href").removeprefix("story:"))
        if url:
            link.set("href", url)
        else:
            link.drop_tag()
    _say_who_pays(root, paid_of(content))
    for link in root.xpath(".//a[@href]"):
        link.set("href", here(link.get("href")))
    return root


def _say_who_pays(root, paid: Paid) -> None:
    """Tell machines which links are paid for: all that leave an advertisement, and those to a sponsor's own site."""
    for link in root.xpath(".//a[starts-with(@href, 'http')]") if paid else ():
        ours = link.get("href").startswith(f"{settings.SITE_URL}/")
        if not ours and (paid.is_advertisement or paid.leads_to(link.get("href"))):
            link.set("rel", "sponsored")


def serial(element) -> str:
    """Return an element as HTML."""
    return html.tostring(element, encoding="unicode", method="html", with_tail=False)


def inside(element) -> str:
    """Return what is in an element as HTML."""
    return "\n".join(serial(child) for child in element)


def blocks(root, content: Content, album: Album, stories: Linked, dated: date, *, apart: bool = False) -> list[Block]:
    """Return the body piece by piece. Inline pictures stand in their places; those that have none are spread evenly,
    or where they are a gallery's stand together after the text.

    A picture that lapsed and a story that readers do not have leave no gap. `apart`: one piece an element, numbered;
    else what is only HTML is joined.
    """
    inline = {
        photo.photo: Block(picture=picture, shown=photo.shown)
        for photo in content.photos
        if photo.use == "inline"
        and (picture := album.picture(photo, content.section, sizes=SIZES[photo.shown], dated=dated))
    }
    found, under, tables, paid = [], "h1", 0, paid_of(content)
    for number, element in enumerate(root, start=1):
        under = element.tag if element.tag in {"h2", "h3"} else under
        tables += element.tag == "table"
        if block := _block(element, inline, stories, under, tables, content.section):
            if block.embed and (paid.is_advertisement or paid.leads_to(block.embed.url)):
                block = replace(block, embed=replace(block.embed, paid=True))
            found.append(replace(block, number=number) if apart else block)
    waiting, together = [], []
    for block in inline.values():
        (together if block.shown == "gallery" else waiting).append(block)
    pieces = _spread(found, waiting, joined=not apart) + together
    return pieces if apart else _gathered(pieces)


def _gathered(pieces: list[Block]) -> list[Block]:
    """Make one gallery of its pictures that follow one another; what is left of one alone is a picture."""
    found: list[Block] = []
    for is_gallery, run in groupby(pieces, lambda piece: piece.shown == "gallery"):
        some = list(run)
        if is_gallery and len(some) > 1:
            found.append(Block(gallery=gallery(piece.picture for piece in some)))
        else:
            found += [replace(piece, shown="") if is_gallery else piece for piece in some]
    return found


def _block(element, inline: dict, stories: Linked, under: str, tables: int, section: str) -> Block | None:
    kind = element.get("class", element.tag)
    if kind == "photo":
        return inline.pop(element.get("data-photo"), None)
    if kind == "embed":
        return Block(embed=embed(element))
    if kind == "document":
        paper = _paper(element, stories, section)
        return Block(paper=paper) if paper else None
    if kind == "table":
        return Block(table=_table(element, tables))
    if kind == "related-story":
        card = stories.card(element.get("data-story"))
        return Block(card=card) if card else None
    if kind == "sources-box":
        return Block(sources=inside(element))
    if kind == "fact-box":
        _settle_box(element, under)
    return Block(html=serial(element))


def _settle_box(box, under: str) -> None:
    """Name the box by its heading, since it is a landmark; before the first sub-head it stands under the headline."""
    headings = list(box.iterchildren("h3"))
    box.set("aria-label", " ".join("".join(headings[0].itertext()).split()) if headings else _("Fact box"))
    if under == "h1":
        for heading in headings:
            heading.tag = "h2"


def _paper(element, stories: Linked, section: str) -> Paper | None:
    """Return what a document's figure shows; None where readers may not have it."""
    said = element.find("figcaption")
    caption = "" if said is None else (escape(said.text or "") + "".join(map(_with_tail, said)))
    return stories.papers.paper(element.get("data-document"), section, caption)


def _with_tail(element) -> str:
    return html.tostring(element, encoding="unicode", method="html")


def embed(element) -> Embed:
    """Return what an embed's figure says."""
    url = element.get("data-url")
    return Embed(url, "".join(element.itertext()).strip(), player_of(url))


def _table(table, number: int) -> Table:
    """Return a table with its head told from its body, and its numbers set to the end of their cells."""
    rows = list(table.find("tbody"))
    for cell in (cell for row in rows for cell in row):
        if cell.tag == "td" and _NUMBER.fullmatch("".join(cell.itertext())):
            cell.set("class", "number")
    if len(rows) > 1 and all(cell.tag == "th" and cell.get("rowspan") is None for cell in rows[0]):
        _set_apart(table, rows.pop(0), rows[0])
    for cell in (cell for row in rows for cell in row if cell.tag == "th"):
        cell.set("scope", "rowgroup" if cell.get("rowspan") else "row")
    caption = table.find("caption")
    if caption is None:
        return Table(serial(table), "", figures(_("Table %(number)s") % {"number": number}))
    caption.set("id", f"table-{number}")
    return Table(serial(table), f"table-{number}", "")


def _set_apart(table, row, first) -> None:
    """Make the row the table's head, each word of it over its column; `first` is the row under it."""
    head = html.Element("thead")
    table.find("tbody").addprevious(head)
    head.append(row)
    for cell in row:
        cell.set("scope", "colgroup" if cell.get("colspan") else "col")
    if len(row) == len(first) and not table.xpath(".//@colspan"):
        for title, cell in zip(row, first, strict=True):
            if cell.get("class"):
                title.set("class", "number")


def _spread(pieces: list[Block], waiting: list[Block], *, joined: bool) -> list[Block]:
    """Put the pictures between the pieces, never between a sub-head and its text; join what is only HTML."""
    step = len(pieces) / (len(waiting) + 1)
    found: list[Block] = []
    total = len(waiting)
    for number, piece in enumerate(pieces, start=1):
        if joined and piece.html and found and found[-1].html:
            found[-1] = Block(html=f"{found[-1].html}\n{piece.html}")
        else:
            found.append(piece)
        is_head = piece.html.startswith(("<h2", "<h3"))
        if waiting and not is_head and number >= step * (total - len(waiting) + 1):
            found.append(waiting.pop(0))
    return found + waiting


def links(pieces: list[Block]) -> list[str]:
    """Return where the links of the body lead, in their order: on paper they are notes."""
    found: list[str] = []
    for piece in pieces:
        if piece.embed:
            found.append(piece.embed.url)
        elif piece.paper:
            found += [piece.paper.url, *_leading(piece.paper.caption)]
            found += _licences([piece.paper.credit])
        elif pictures := [piece.picture] if piece.picture else piece.gallery.pictures if piece.gallery else []:
            found += _licences([picture.printed.owed for picture in pictures])
        elif markup := piece.html or piece.sources or (piece.table.html if piece.table else ""):
            found += _leading(markup)
    return [structured.absolute(to) if to.startswith("/") else plain(to) for to in found]


def _licences(credits: list[Credit]) -> list[str]:
    return [credit.link for credit in credits if credit.licence]


def _leading(markup: str) -> list[str]:
    return [str(to) for to in html.fragment_fromstring(markup, create_parent="div").xpath(".//a/@href")]


def for_feed(content: Content, stories: Linked) -> str:
    """Return the body for a feed: plain HTML with whole addresses, links for what only a page can show."""
    root = tree(content, stories)
    for element in sorted(root, key=lambda element: element.get("class") == "sources-box"):
        made = _in_feed(element, stories, content.section)
        root.remove(element)
        if made is not None:
            root.append(made)
    for link in root.xpath(".//a[@href]"):
        to = link.get("href")
        link.set("href", structured.absolute(to) if to.startswith("/") else plain(to))
    return "\n".join(serial(element) for element in root)


def _in_feed(element, stories: Linked, section: str):
    """Return what stands for an element of the body in a feed; None where nothing does."""
    match element.get("class", ""):
        case "photo":
            return None
        case "embed":
            shown = embed(element)
            return _line("", shown.url, f"{shown.title or shown.url} ({shown.host})")
        case "document":
            paper = _paper(element, stories, section)
            return paper and html.fragment_fromstring(
                render_to_string("components/document_line.html", {"paper": paper})
            )
        case "related-story":
            card = stories.card(element.get("data-story"))
            return card and _line(_("Related story:") + " ", card.url, card.paid.before(card.headline))
        case "pull-quote":
            return _as_quote(element)
        case "sources-box":
            heading = html.Element("h3")
            heading.text = _("Sources and methods")
            element.insert(0, heading)
    return element


def _line(before: str, url: str, words: str):
    line, link = html.Element("p"), html.Element("a", {"href": url})
    line.text, link.text = before, words
    line.append(link)
    return line


def _as_quote(figure):
    quote, who = figure.find("blockquote"), figure.find("figcaption")
    if who is not None:
        who.tag, who.text = "p", f"— {who.text or ''}"
        quote.append(who)
    return quote
