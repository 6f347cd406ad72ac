/* Headline and dek: how they fit the readers' cards, and the keys that lead from one to the next. */

import { bodyEditor } from "desk/editor/body";

const headline = /** @type {HTMLTextAreaElement} */ (document.getElementById("id_headline"));
const dek = /** @type {HTMLTextAreaElement} */ (document.getElementById("id_dek"));
const fits = /** @type {HTMLElement | null} */ (document.getElementById("headline-fits"));
const pen = document.createElement("canvas").getContext("2d");

/** The readers' cards on a wide page, from static/public/readers.css: pixels of type and of width. */
const CARDS = { lead: { size: 48, wide: 564 }, standard: { size: 22, wide: 266 } };

/** @param {string} text @param {{size: number, wide: number}} card */
function lines(text, card) {
  if (!pen) return 0;
  pen.font = `600 ${card.size}px "Source Serif Display", Georgia, serif`;
  const space = pen.measureText(" ").width;
  let [count, used] = [1, 0];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const width = /** @type {CanvasRenderingContext2D} */ (pen).measureText(word).width;
    if (used && used + space + width > card.wide) { count += 1; used = width; } else used += (used ? space : 0) + width;
  }
  return count;
}

function measure() {
  if (!fits) return;
  const text = headline.value.trim();
  const numbers = { lead: lines(text, CARDS.lead), standard: lines(text, CARDS.standard) };
  fits.textContent = text
    ? (fits.dataset.fits ?? "").replace("{lead}", String(numbers.lead)).replace("{standard}", String(numbers.standard))
    : "";
  fits.classList.toggle("is-long", numbers.lead > 4 || numbers.standard > 5);
}

/** @param {HTMLTextAreaElement} from @param {() => void} on */
function enterLeads(from, on) {
  from.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    on();
  });
}

enterLeads(headline, () => dek.focus());
enterLeads(dek, () => {
  const editor = bodyEditor();
  // The editor's own way waits for a frame, and what is typed until then would stay in the dek.
  if (editor) { editor.commands.setTextSelection(0); editor.view.focus(); }
  else document.getElementById("id_body")?.focus();
});
dek.addEventListener("keydown", (event) => {
  if (event.key !== "Backspace" || dek.value || event.isComposing) return;
  event.preventDefault();
  headline.focus();
  headline.setSelectionRange(headline.value.length, headline.value.length);
});
headline.addEventListener("input", measure);
// A canvas does not ask for a font by itself.
document.fonts.load(`600 48px "Source Serif Display"`).then(measure, measure);
