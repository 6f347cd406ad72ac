"""Sitting down at the body of a story in a browser, and reading what it would send."""

from django.urls import reverse

from articles.body import sanitise

PASTE = """(kinds) => {
  const text = document.querySelector("#body-text");
  text.focus();
  const data = new DataTransfer();
  for (const [kind, said] of Object.entries(kinds)) data.setData(kind, said);
  text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


class Writing:
    """One story's form, with what somebody does in its body."""

    def __init__(self, page, article):
        self.page = page
        self.noise: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.goto(reverse("admin:articles_article_change", args=[article.pk]))
        self.text = page.locator("#body-text")
        self.text.wait_for()
        page.locator(".body-tools").wait_for()

    def _heard(self, said) -> None:
        # Tests serve no fonts.
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.noise.append(said.text)

    @property
    def html(self) -> str:
        """What the body's field would send."""
        return self.page.locator("[name=body]").input_value()

    @property
    def kept(self) -> str:
        """What of that would be stored."""
        return sanitise(self.html)

    @property
    def said(self) -> str:
        return self.page.locator("#body-said").inner_text()

    @property
    def broken(self) -> list[str]:
        """What broke the policy or threw."""
        return self.page.evaluate("window.broken") + self.noise

    def at_start(self) -> None:
        self.text.focus()
        self.press("Control+Home")
        self._settle()

    def at_end(self) -> None:
        # Told to the editor itself: a key moves the browser's cursor, of which the editor hears when it is not busy.
        self.text.focus()
        self.page.evaluate("document.querySelector('.ProseMirror[contenteditable=true]').editor.commands.focus('end')")
        self._settle()

    def _settle(self) -> None:
        """Let the browser tell the editor where the cursor is, which takes it a frame."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def empty(self) -> None:
        self.text.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def paste(self, html: str = "", text: str = "") -> None:
        kinds = {kind: said for kind, said in (("text/html", html), ("text/plain", text)) if said}
        self.page.evaluate(PASTE, kinds)
