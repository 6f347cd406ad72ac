"""A browser that notices whatever takes text for markup, with no policy to hold it back: nothing hides behind one."""

from pathlib import Path

LISTEN = (Path(__file__).parent / "listen.js").read_text()
FAULTS = (Path(__file__).parent / "faults.js").read_text()


class Watch:
    """Watch what one page of a browser does: `open` it somewhere and read `faults`."""

    def __init__(self, page):
        self.page, self.faults = page, {}
        self._asked_for: list[str] = []
        page.context.add_init_script(LISTEN)
        page.context.route(lambda url: "evil.example" in url, self._note)
        # What a vector names as its picture fails at once, so that its handler would run before the look.
        page.context.route("**/x", lambda route: route.abort())
        page.on("dialog", lambda dialog: dialog.dismiss())

    def _note(self, route) -> None:
        self._asked_for.append(route.request.url)
        route.abort()

    def open(self, path: str, *, status: int = 200) -> None:
        """Open a page and keep what is wrong with it. What is typed there is let go."""
        answer = self.page.goto(path, wait_until="load")
        assert answer.status == status, f"{path} answers {answer.status}"
        self.look(path)

    def visit(self, path: str) -> None:
        """Open a page that may refuse, as sheets do that have no sense now; it may not fail."""
        answer = self.page.context.request.get(path)
        assert answer.status < 500, f"{path} answers {answer.status}"
        # A refusal without a word is no page to Chromium: its own page of errors would come between the next two.
        if answer.body():
            self.page.goto(path, wait_until="load")
            self.look(path)

    def look(self, name: str) -> None:
        """Keep what is wrong with the page as it stands, under this name."""
        # A turn of the page's own loop: whatever fails to load has said so by then.
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))")
        found = self.page.evaluate(FAULTS) + [f"asked for {url}" for url in self._asked_for]
        self._asked_for.clear()
        if found:
            self.faults[name] = found
