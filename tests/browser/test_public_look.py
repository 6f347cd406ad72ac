"""The readers' look as a browser has it: sizes, measures, weights of pages, and nothing that moves."""

import pytest

pytestmark = pytest.mark.browser

# The scale of the design, as px/line at 390, 768 and 1440 px: on a phone, in the middle, wide.
SCALE = {
    "flash": ("38/40", "52/54", "64/64"),
    "lead": ("32/36", "40/44", "48/51"),
    "story-headline": ("30/35", "38/43", "44/48"),
    "major": ("25/30", "28/33", "30/35"),
    "std": ("20/25", "21/26", "22/27"),
    "brief": ("17/22", "17/22", "18/23"),
    "dek": ("19/27", "21/29", "22/30"),
    "body": ("18/29", "19/30", "20/32"),
    "trail": ("16/23", "16/23", "17/25"),
    "meta": ("13/18", "14/20", "14/20"),
    "pictures-line": ("12/16", "12/16", "12/16"),
}
WIDTHS = (390, 768, 1440)
WEIGHTS = {
    "flash": 700,
    "lead": 600,
    "story-headline": 600,
    "major": 600,
    "std": 600,
    "brief": 500,
    "dek": 400,
    "body": 400,
}
# The lines a headline may take: by its place, on a phone and wide.
LINES = {"story-headline": (4, 3), "lead": (3, 3), "major": (4, 3), "std": (4, 4), "brief": (3, 5)}
KB = 1000
PAGE_BUDGET, FONT_BUDGET = 45 * KB, 90 * KB

PROBE = """names => Object.fromEntries(names.map(name => {
  const probe = document.createElement("p");
  probe.className = name;
  document.querySelector("main .wrap").append(probe);
  const style = getComputedStyle(probe);
  const found = [parseFloat(style.fontSize), parseFloat(style.lineHeight), Number(style.fontWeight)];
  probe.remove();
  return [name, found];
}))"""
# Characters on every full line of the body's paragraphs.
MEASURE = """() => [...document.querySelectorAll(".body > p")].flatMap(paragraph => {
  const lines = new Map(), walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = new Range();
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 8);
      lines.set(line, (lines.get(line) ?? 0) + 1);
    }
  return [...lines.values()].slice(0, -1);
})"""
HEADLINES = """() => [...document.querySelectorAll("h1, h2, h3")].map(head => {
  const kind = ["story-headline", "lead", "major", "std", "brief"].find(name => head.classList.contains(name));
  return [kind, Math.round(head.getBoundingClientRect().height / parseFloat(getComputedStyle(head).lineHeight)),
          head.textContent.trim()];
}).filter(([kind]) => kind)"""
SHIFT = """new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  scrollTo(0, document.body.scrollHeight);
  setTimeout(() => done(moved), 400);
})"""


@pytest.fixture(scope="module")
def addresses(served, browser) -> list[str]:
    """One address of every kind of page that links lead to, and every story of the front."""
    context = browser.new_context(base_url=served.site)
    page = context.new_page()
    page.goto("/")
    sections = page.locator("nav.sections a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    stories = page.locator("main :is(h2, h3) a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found = [
        "/",
        "/corrections/",
        "/report/",
        "/nope/",
        *sections,
        *dict.fromkeys(each for each in stories if "/20" in each),
    ]
    for story in stories:
        page.goto(story)
        if page.locator("a[href^='/tag/']").count() and page.locator("a[href^='/by/']").count():
            found += [page.locator(f"a[href^='/{kind}/']").first.get_attribute("href") for kind in ("tag", "by")]
            found.append("/".join(story.split("/")[:4]) + "/")
            break
    context.close()
    return found


@pytest.fixture
def story(addresses) -> str:
    return next(address for address in addresses if "swing-bridge" in address)


@pytest.fixture
def window(served, browser):
    """Open a page of a width; nothing is kept from one to the next."""
    contexts = []

    def _window(width: int, **how):
        contexts.append(browser.new_context(base_url=served.site, viewport={"width": width, "height": 900}, **how))
        return contexts[-1].new_page()

    yield _window
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_type_has_the_sizes_lines_and_weights_of_the_design(window, story, width):
    page = window(width)
    page.goto(story)
    found = page.evaluate(PROBE, list(SCALE))
    wrong = {}
    for name, said in SCALE.items():
        size, line = map(int, said[WIDTHS.index(width)].split("/"))
        if abs(found[name][0] - size) > 0.05 or abs(found[name][1] - line) > 0.5:
            wrong[name] = found[name]
    assert wrong == {}
    assert {name: found[name][2] for name in WEIGHTS} == WEIGHTS


STYLE_OF = "(element, name) => getComputedStyle(element)[name]"


def test_a_headline_without_a_picture_keeps_the_face_and_the_weight_of_its_kind(window):
    page = window(1440)
    page.goto("/special/winter-on-the-harbour/")
    paid = page.locator(".card.is-advertisement:not(.has-picture) .std")
    assert paid.evaluate(STYLE_OF, "fontFamily").startswith('"Libre Franklin"')
    page.goto("/")
    opinion = page.locator(".card-std.kind-opinion:not(.has-picture) .std")
    assert {each.evaluate(STYLE_OF, "fontWeight") for each in opinion.all()} == {"400"}


def test_the_headings_of_a_live_story_have_sizes_of_the_design(window):
    page = window(1440)
    page.goto("/")
    page.goto(page.locator("a[href*='storm-berit-fish-quay']").first.get_attribute("href"))
    sizes = {name: page.locator(name).first.evaluate(STYLE_OF, "fontSize") for name in (".live > h2", ".live-now")}
    assert sizes == {".live > h2": "30px", ".live-now": "14px"}
    assert page.locator(".live-entry h3:not(.meta)").first.evaluate(STYLE_OF, "fontSize") == "22px"


def test_what_narrows_a_search_is_open_where_there_is_room(window):
    for width, open_at_once in ((390, False), (768, False), (1440, True)):
        page = window(width)
        page.goto("/search/?q=the")
        assert page.locator(".facet a").first.is_visible() is open_at_once
        assert page.locator(".narrow > summary").is_visible() is not open_at_once


def test_between_a_phone_and_a_desk_found_stories_keep_to_their_lines(window):
    for width in (320, 768, 1100):
        page = window(width)
        page.goto("/search/?q=harbour")
        found = page.evaluate(HEADLINES)
        assert len(found) > 8
        assert [f"{width}: {said}" for _kind, lines, said in found if lines > 4] == []


def test_a_trail_ends_where_its_dots_are_however_tall_its_place_is(window):
    tall = """() => [...document.querySelectorAll(".card .trail")].map(trail =>
      [trail.getBoundingClientRect().height / parseFloat(getComputedStyle(trail).lineHeight), trail.textContent])"""
    for width in (390, 768, 1440):
        page = window(width)
        page.goto("/")
        found = page.evaluate(tall)
        assert len(found) > 8
        assert [f"{width}: {said}" for lines, said in found if lines > 2.1] == []


def test_a_line_has_as_many_letters_as_are_read_with_ease(window, story):
    means = {}
    for width in (390, 1100, 1440):
        page = window(width)
        page.goto(story)
        lines = page.evaluate(MEASURE)
        assert len(lines) >= 15
        means[width] = sum(lines) / len(lines)
    assert 60 <= means[1100] <= 68 and 60 <= means[1440] <= 68, means
    assert means[390] >= 38, means


def test_no_headline_is_over_its_lines_and_no_page_wider_than_the_smallest_phone(window, addresses):
    over, seen, sideways = [], set(), []
    for width, column in ((390, 0), (1440, 1)):
        page = window(width)
        for address in addresses:
            page.goto(address)
            for kind, lines, said in page.evaluate(HEADLINES):
                seen.add((kind, said))
                over += [f"{address} {width}: {said} ({lines})"] if lines > LINES[kind][column] else []
    page = window(320)
    for address in addresses:
        page.goto(address)
        sideways += [address] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    assert over == [] and sideways == []
    assert len(seen) >= 50


@pytest.mark.parametrize("fonts", ["allowed", "blocked"])
def test_nothing_moves_while_a_page_arrives(window, addresses, fonts):
    moved = {}
    for width in (390, 1440):
        page = window(width)
        if fonts == "blocked":
            page.route("**/fonts/**", lambda route: route.abort())
        for address in addresses[:16]:
            page.goto(address)
            moved[address, width] = round(page.evaluate(SHIFT), 4)
    assert {each: by for each, by in moved.items() if by} == {}


def _over(address: str, got: list) -> list[str]:
    """Return what a page costs too much of."""
    sizes: dict[str, list[int]] = {}
    for response in got:
        kind = response.request.resource_type
        sizes.setdefault(kind, []).append(response.request.sizes()["responseBodySize"])
    text = sum(sum(sizes.get(kind, [])) for kind in ("document", "stylesheet", "script"))
    fonts = sizes.get("font", [])
    checks = {
        f"{text} bytes of text": text <= PAGE_BUDGET,
        f"{len(sizes.get('stylesheet', []))} style sheets": len(sizes.get("stylesheet", [])) == 1,
        f"{sum(fonts)} bytes of fonts in {len(fonts)}": sum(fonts) <= FONT_BUDGET and len(fonts) <= 3,
    }
    return [f"{address}: {said}" for said, fits in checks.items() if not fits]


def test_every_page_is_within_its_bytes_and_asks_nobody_else(served, window, addresses):
    over, elsewhere, cookies = [], [], []
    for address in addresses:
        page, got = window(1440), []
        page.on("response", lambda response, got=got: got.append(response))
        page.goto(address, wait_until="networkidle")
        over += _over(address, got)
        elsewhere += [each.url for each in got if not each.url.startswith((served.site, "data:"))]
        cookies += page.context.cookies()
        page.context.close()
    assert over == [] and elsewhere == [] and cookies == []


def test_an_arabic_story_is_larger_taller_upright_and_not_tracked(window, served, person):
    desk = person("duty editor")
    desk.opens("/admin/articles/article/?q=night-bakery-ar")
    desk.opens(desk.page.locator("#result_list tbody th a").first.get_attribute("href"))
    page = window(1440)
    page.goto(desk.page.locator("#public-link").get_attribute("href"))
    style = (
        "element => { const of = getComputedStyle(element); return [of.fontSize, of.lineHeight, of.letterSpacing]; }"
    )
    assert page.locator("h1").evaluate(style) == ["46.2px", "62.37px", "normal"]
    size, line, _tracking = page.locator(".body").evaluate(style)
    assert (size, round(float(line.removesuffix("px")))) == ("21px", 40)
    assert page.locator(".body").evaluate("element => getComputedStyle(element).direction") == "rtl"
    head, meta = (page.locator(each).bounding_box() for each in (".body", ".story-meta"))
    assert meta["x"] > head["x"] + head["width"]
