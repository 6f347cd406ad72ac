"""What a story says to machines: schema.org data, and the card that is shown where it is shared."""

import json

from django.conf import settings
from lxml import html

from articles.body import word_count
from articles.content import Content
from articles.models import Tag
from articles.paid import Paid
from media.models import Shape
from newsroom.pagecache.links import plain
from newsroom.paper.current import site

from . import dates, reviewed, structured_papers
from .album import Album
from .languages import locale_of
from .share_cards import card_of

TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
}
# Inside a script element these would end it, or begin a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def absolute(path: str) -> str:
    """Return the whole address of a path of ours."""
    return settings.SITE_URL + plain(path)


def share(content: Content, context: dict, names, album: Album) -> dict:
    """Return what the page's head says of the story; nothing for a draft, which has no address."""
    if not context["canonical"]:
        return {"share_headline": content.headline, "image_url": "", "modified": "", "json_ld": "", "trail_ld": ""}
    issue, updated = context["issue"], context["updated"]
    modified = _modified(context, updated.iso if updated else context["published"].iso)
    article = _article(content, context, names, modified, album) if issue else {}
    card = card_of(issue.article_uid, content, album) if issue else None
    return {
        "share_card": card,
        "share_url": absolute(card.path) if card else "",
        "share_headline": context["paid"].before(content.share_headline or content.headline),
        "image_url": absolute(context["lead"].src) if context["lead"] else "",
        "modified": modified,
        "json_ld": script(article),
        "claim_ld": script(reviewed.claim_review(content, article)) if article else "",
        "trail_ld": script(trail(_steps(content, context))),
        "locale": locale_of(content.language),
        "author_urls": [author["url"] for author in _authors(content.bylines, names) if "url" in author],
    }


def _steps(content: Content, context: dict) -> list[tuple[str, str]]:
    section = context["section"]
    steps = [(section.name, absolute(section.url))] if section else []
    return [*steps, (content.headline, context["canonical"])]


def trail(steps: list[tuple[str, str]]) -> dict:
    """Return the way to a page from the front, as names and addresses."""
    steps = [(site().name, absolute("/")), *steps]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _article(content: Content, context: dict, names, modified: str, album: Album) -> dict:
    section, lead = context["section"], context["lead"]
    article = {
        "@context": "https://schema.org",
        "@type": TYPES.get(content.kind, "NewsArticle"),
        "headline": content.search_headline or content.headline,
        "description": context["about"],
        "inLanguage": content.language,
        "datePublished": context["published"].iso,
        "dateModified": modified,
        "mainEntityOfPage": context["canonical"],
        "author": _authors(content.bylines, names) or [paper()],
        "publisher": paper(),
        "isAccessibleForFree": True,
        "articleSection": section.name if section else "",
        "wordCount": word_count(content.body),
        "keywords": [tag.name for tag in context["tags"]],
        "dateline": content.dateline,
        "locationCreated": _place(content.dateline) if content.dateline else {},
        "contentLocation": [_place(tag.name) for tag in context["tags"] if tag.kind == Tag.Kind.PLACE],
        "image": _images(content, lead, album) if lead else [],
        **_resting_on(context["sources"]),
        "correction": [
            {"@type": "CorrectionComment", "text": note.text, "datePublished": note.date.iso}
            for note in context["notes"]
            if note.corrects
        ],
    }
    more = {
        **_live(context["live"], context, names),
        **_translated(context["translations"]),
        **reviewed.of_a_review(content),
        **_paid(context["paid"]),
        **structured_papers.said_of((block.paper for block in context["blocks"] if block.paper), absolute),
    }
    return {key: value for key, value in {**article, **more}.items() if value}


def _place(name: str) -> dict:
    return {"@type": "Place", "name": name}


def _translated(translations) -> dict:
    """Return what it is a translation of, or its translations."""
    if not translations or not translations.own:
        return {}
    if translations.own.original:
        return {"workTranslation": [_work(each) for each in translations.others]}
    return {"translationOfWork": _work(translations.default)} if translations.default else {}


def _work(translation) -> dict:
    said = {"@type": "NewsArticle", "@id": translation.whole, "url": translation.whole}
    return {**said, "headline": translation.headline, "inLanguage": translation.language}


def _paid(paid: Paid) -> dict:
    """Return who pays; what they control is no news article."""
    if not paid:
        return {}
    sponsor = {"@type": "Organization", "name": paid.sponsor, "url": paid.url}
    said = {"sponsor": {key: value for key, value in sponsor.items() if value}}
    return {**said, "@type": "AdvertiserContentArticle"} if paid.is_advertisement else said


def _cited(href: str) -> str:
    """Return the whole address of a page that is cited; nothing where a link leads to no page."""
    if href.startswith("/"):
        return absolute(href)
    return plain(href) if href.startswith("http") else ""


def _resting_on(sources: list) -> dict:
    """Return what a story rests on: how it was made in words, and the pages that its sources lead to."""
    if not sources:
        return {}
    root = html.fragment_fromstring("".join(block.sources for block in sources), create_parent="div")
    cited = {_cited(str(link.get("href"))): link.text_content() for link in root.xpath(".//a[@href]")}
    return {
        "backstory": " ".join(root.text_content().split()),
        "citation": [{"@type": "CreativeWork", "name": name, "url": url} for url, name in cited.items() if url],
    }


def _modified(context: dict, said: str) -> str:
    """Return when a story was last changed: of a live one, when the newest of its entries came or was corrected."""
    live, issue = context["live"], context["issue"]
    if not live or not issue or not live.changed or live.changed <= (issue.changed_at or issue.listed_at):
        return said
    return dates.iso(live.changed)


def _live(live, context: dict, names) -> dict:
    """Return what makes an article a live one: when it is covered, and the entries on this page."""
    if live is None:
        return {}
    return {
        "@type": "LiveBlogPosting",
        "coverageStartTime": live.opens.iso,
        "coverageEndTime": live.closed.iso if live.closed else "",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": entry.headline or context["content"].headline,
                "datePublished": entry.time.iso,
                "url": absolute(entry.url),
                "articleBody": entry.words,
                "author": _authors(entry.bylines, names) or [paper()],
            }
            for entry in live.entries
        ],
    }


def paper() -> dict:
    """Return who publishes, in the words every page has; the front says more under the same `@id`."""
    home = absolute("/")
    said = {"@type": "NewsMediaOrganization", "@id": f"{home}#paper", "name": site().name, "url": home}
    if mark := site().logo:
        size = {"width": mark.width, "height": mark.height}
        said["logo"] = {"@type": "ImageObject", "url": absolute(mark.url), **size}
    return said


def _authors(bylines, names) -> list[dict]:
    return [_author(byline, names) for byline in bylines if byline.role in {"by", "agency"}]


def _author(byline, names) -> dict:
    today = names.get(byline.contributor)
    author = {"@type": "Organization" if byline.role == "agency" else "Person", "name": byline.name}
    if today is None:
        return author
    kind = "Person" if today.kind == "person" else "Organization"
    return {**author, "@type": kind, "url": absolute(today.url)}


def _images(content: Content, lead, album: Album) -> list[dict]:
    """Return the lead picture in the three shapes that search engines ask for; whole where it may not be cut."""
    cuts = album.cuts(content.lead, content.section)
    three = [cuts[shape] for shape in (Shape.SQUARE, Shape.CLASSIC, Shape.WIDE) if shape in cuts]
    if not three:
        return [image(lead)]
    return [
        {
            **image(lead),
            "contentUrl": absolute(album.address(content.lead, cut)),
            "width": cut.width,
            "height": cut.height,
        }
        for cut in three
    ]


def image(picture) -> dict:
    """Return a picture with who made it, whose it is and on what terms."""
    rights = picture.printed.rights
    said = {
        "@type": "ImageObject",
        "contentUrl": absolute(picture.src),
        "width": picture.width,
        "height": picture.height,
        "creator": {"@type": "Person", "name": rights.creator} if rights.creator else {},
        "creditText": picture.credit,
        "copyrightNotice": rights.copyright,
        "license": rights.terms,
        "acquireLicensePage": rights.sold_at,
        "caption": " ".join(filter(None, (picture.printed.notice, picture.printed.caption))),
        "description": picture.printed.made,
    }
    return {key: value for key, value in said.items() if value}


def script(data: dict) -> str:
    """Return data as the text of a script element, which it cannot end."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES) if data else ""
