"""Fetch every public address that can be reached by links, and what each page is made of."""

import http.client
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from lxml import html

# The desk's pages need an account; its address answers with a redirect to signing in.
NOT_PUBLIC = ("/admin/",)


@dataclass
class Page:
    """One answer, and the address that led to it."""

    path: str
    status: int
    kind: str
    body: bytes = field(repr=False)
    location: str = ""
    found_on: str = ""

    @property
    def is_html(self) -> bool:
        """Tell whether the answer has text to validate."""
        return self.kind.startswith("text/html") and bool(self.body)


def references(page: Page) -> set[str]:
    """Return every address a page names, in links, pictures, scripts and styles."""
    if page.location:
        return {page.location}
    if not page.is_html:
        return set()
    tree = html.fromstring(page.body)
    named = {url for _, attribute, url, _ in tree.iterlinks() if attribute != "action"}
    for srcset in tree.xpath("//@srcset | //@imagesrcset"):
        named |= {candidate.split()[0] for candidate in srcset.split(",") if candidate.strip()}
    return named


def inside(site: str, base: str, reference: str) -> str | None:
    """Return the path of a reference when it stays on the site, without its fragment."""
    parts = urlsplit(urldefrag(urljoin(site + base, reference.strip())).url)
    if f"{parts.scheme}://{parts.netloc}" != site or parts.path.startswith(NOT_PUBLIC):
        return None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{parts.query}" if parts.query else path


def fetch(connection: http.client.HTTPConnection, path: str, found_on: str) -> Page:
    """Fetch one address, following nothing."""
    connection.request("GET", path, headers={"User-Agent": "newsroom-validate"})
    answer = connection.getresponse()
    body = answer.read()
    kind = answer.headers.get("Content-Type", "")
    return Page(path, answer.status, kind, body, answer.headers.get("Location", ""), found_on)


def crawl(site: str, also: Iterable[str] = (), limit: int = 5000) -> list[Page]:
    """Return every page reached from the front page and from the addresses in `also`."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    seen = {path for reference in ("/", *also) if (path := inside(site, "/", reference))}
    waiting = deque((path, "") for path in sorted(seen))
    pages = []
    while waiting:
        page = fetch(connection, *waiting.popleft())
        pages.append(page)
        for reference in sorted(references(page)):
            path = inside(site, page.path, reference)
            if path and path not in seen:
                seen.add(path)
                waiting.append((path, page.path))
        if len(pages) >= limit:
            raise RuntimeError(f"More than {limit} addresses: does a link lead on for ever? The last is {page.path}.")
    return pages
