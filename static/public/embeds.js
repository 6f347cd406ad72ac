// @ts-check
/* Players of other sites, each opened where its card stands once a reader asks for it, and never before. */

/** @param {HTMLElement} card */
function play(card) {
  const link = card.querySelector("a");
  const frame = document.createElement("iframe");
  frame.title = link?.textContent ?? "";
  frame.className = "embed__frame";
  frame.dataset.shape = card.dataset.shape;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
  frame.src = card.dataset.player ?? "";
  card.querySelector(".embed__ask")?.replaceWith(frame);
  frame.focus();
}

for (const card of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".embed[data-player]"))) {
  const ask = /** @type {HTMLElement | null} */ (card.querySelector(".embed__ask"));
  if (!ask) continue;
  ask.hidden = false;
  ask.querySelector("button")?.addEventListener("click", () => play(card));
}
