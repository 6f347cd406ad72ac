// @ts-check
/* A breaking banner that somebody closed stays closed in this tab, until another one says something else. It runs
   where it stands, right after the banner, so that a closed one is never painted and nothing below it moves. */
{
  const KEY = "breaking-closed";
  const banner = /** @type {HTMLElement} */ (document.querySelector(".breaking"));
  const close = /** @type {HTMLButtonElement} */ (banner.querySelector("button"));
  const said = `${banner.querySelector("a")?.getAttribute("href")} ${banner.querySelector("[role=status]")?.textContent}`;

  /** Where a browser keeps nothing, the banner is there again on the next page.
   * @param {(kept: Storage) => string | null | void} ask */
  const kept = (ask) => {
    try {
      return ask(sessionStorage);
    } catch {
      return null;
    }
  };

  close.hidden = false;
  if (kept((tab) => tab.getItem(KEY)) === said) banner.remove();
  close.addEventListener("click", () => {
    kept((tab) => tab.setItem(KEY, said));
    banner.remove();
    /** @type {HTMLElement | null} */ (document.querySelector(".masthead a"))?.focus({ preventScroll: true });
  });
}
