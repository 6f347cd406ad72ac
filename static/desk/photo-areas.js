// @ts-check
/* Drawing unrecognisable areas over a picture. Each is a row of four numbers, which can be typed without this. */

/** @typedef {{ left: number, top: number, width: number, height: number }} Area */

const WHOLE = 1000;
const SIDES = /** @type {const} */ (["left", "top", "width", "height"]);
const form = /** @type {HTMLFormElement} */ (document.getElementById("areas"));
const picture = /** @type {HTMLElement} */ (form.querySelector("[data-areas]"));
const drawn = /** @type {SVGSVGElement} */ (form.querySelector("[data-drawn]"));
const rows = /** @type {HTMLOListElement} */ (form.querySelector("[data-rows]"));
const said = /** @type {HTMLElement} */ (form.querySelector("[data-said]"));
const pattern = /** @type {HTMLLIElement} */ (rows.lastElementChild?.cloneNode(true));
/** @type {{ x: number, y: number, rect: SVGRectElement } | null} */
let drawing = null;

/** @param {PointerEvent} event */
function at(event) {
  const box = picture.getBoundingClientRect();
  /** @type {(share: number) => number} */
  const inside = (share) => Math.round(Math.min(1, Math.max(0, share)) * WHOLE);
  return { x: inside((event.clientX - box.left) / box.width), y: inside((event.clientY - box.top) / box.height) };
}

/** @param {Area} area */
function rectangle(area) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  shape(rect, area);
  return rect;
}

/**
 * @param {SVGRectElement} rect
 * @param {Area} area
 */
function shape(rect, { left, top, width, height }) {
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) rect.setAttribute(name, String(value));
}

/**
 * @param {Element} row
 * @returns {HTMLInputElement[]}
 */
const inputs = (row) => SIDES.map((side) => /** @type {HTMLInputElement} */ (row.querySelector(`[name=${side}]`)));

function redraw() {
  const areas = [...rows.children].map((row) => inputs(row).map((input) => input.valueAsNumber)).filter((row) => row.every(Number.isFinite));
  drawn.replaceChildren(...areas.map(([left, top, width, height]) => rectangle({ left, top, width, height })));
}

/** @param {Area} area */
function add(area) {
  let row = [...rows.children].find((each) => inputs(each).every((input) => !input.value));
  if (!row) {
    row = /** @type {HTMLLIElement} */ (pattern.cloneNode(true));
    rows.append(row);
    show(row);
  }
  inputs(row).forEach((input, number) => { input.value = String(area[SIDES[number]]); });
  redraw();
  said.textContent = said.dataset.drawnWord ?? "";
}

/** @param {Element} row */
function show(row) {
  const button = /** @type {HTMLButtonElement} */ (row.querySelector("[data-drop]"));
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const input of inputs(row)) input.value = "";
    redraw();
  });
}

/** @param {PointerEvent} event */
function size(event) {
  if (!drawing) return null;
  const { x, y } = at(event);
  return { left: Math.min(x, drawing.x), top: Math.min(y, drawing.y), width: Math.abs(x - drawing.x), height: Math.abs(y - drawing.y) };
}

picture.classList.add("is-live");
for (const row of rows.children) show(row);
rows.addEventListener("input", redraw);
drawn.addEventListener("pointerdown", (event) => {
  drawn.setPointerCapture(event.pointerId);
  drawing = { ...at(event), rect: rectangle({ left: 0, top: 0, width: 0, height: 0 }) };
  drawn.append(drawing.rect);
});
drawn.addEventListener("pointermove", (event) => {
  const area = size(event);
  if (drawing && area) shape(drawing.rect, area);
});
drawn.addEventListener("pointerup", (event) => {
  const area = size(event);
  drawing = null;
  if (area && area.width > 4 && area.height > 4) add(area); else redraw();
});
drawn.addEventListener("pointercancel", () => { drawing = null; redraw(); });
