// @ts-check
/* Setting a photo's focal point and crops by pointer and keys. The number fields hold what is set; this draws it. */

import { byFocus, canvasOf, inside, largestTurned, paint } from "desk/photo-crops-shapes";

/** @typedef {import("desk/photo-crops-shapes").Rect} Rect */

const form = /** @type {HTMLFormElement} */ (document.getElementById("crops"));
const size = { width: Number(form.dataset.width), height: Number(form.dataset.height) };
/** @template {Element} T @param {string} what @param {ParentNode} [where] @returns {T} */
const find = (what, where = form) => /** @type {T} */ (where.querySelector(what));
const stage = /** @type {HTMLElement} */ (find("[data-stage]"));
const plain = /** @type {HTMLImageElement} */ (find("[data-plain]"));
const board = /** @type {HTMLCanvasElement} */ (find("[data-canvas]"));
const point = /** @type {HTMLElement} */ (find("[data-point]"));
const box = /** @type {HTMLElement} */ (find("[data-box]"));
const drawing = /** @type {HTMLElement} */ (find("[data-drawing]"));
const shapes = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-shape]")]);
/** @type {HTMLElement | null} */
let active = null;

const number = (/** @type {HTMLInputElement | null} */ input) => (input && input.value !== "" ? Number(input.value) : null);
const write = (/** @type {HTMLInputElement | null} */ input, /** @type {number | null} */ value, places = 2) => {
  if (input) input.value = value === null ? "" : String(Number(value.toFixed(places)));
};
const field = (/** @type {HTMLElement} */ shape, /** @type {string} */ name) =>
  /** @type {HTMLInputElement | null} */ (shape.querySelector(`[data-field="${name}"] input`));
const focusX = /** @type {HTMLInputElement} */ (find("[name=focus_x]"));
const focusY = /** @type {HTMLInputElement} */ (find("[name=focus_y]"));

function focus() {
  const [x, y] = [number(focusX), number(focusY)];
  return x === null || y === null ? null : { x: x / 100, y: y / 100 };
}

/** @param {HTMLElement} shape */
function ratioOf(shape) {
  const [across, down] = (shape.dataset.ratio ?? "").split(":").map(Number);
  return across && down ? across / down : null;
}

/** What a shape is cut to, by its numbers. @param {HTMLElement} shape @returns {Rect} */
function rectOf(shape) {
  const ratio = ratioOf(shape);
  const turn = number(field(shape, "turn")) ?? 0;
  const width = (number(field(shape, "width")) ?? 0) / 100;
  const [x, y, wide, high, turned] = (shape.dataset.byPhoto ?? "").split(",").map(Number);
  if (!width && !turn && wide) return { x: x / 1e4, y: y / 1e4, width: wide / 1e4, height: high / 1e4, turn: (turned ?? 0) / 10 };
  if (!width) return turn ? largestTurned(size, ratio ?? size.width / size.height, turn) : byFocus(size, ratio, focus());
  const whole = canvasOf(size, turn);
  const height = ratio ? (width * whole.width) / ratio / whole.height : (number(field(shape, "height")) ?? 100) / 100;
  return { x: (number(field(shape, "x")) ?? 0) / 100, y: (number(field(shape, "y")) ?? 0) / 100, width, height, turn };
}

/** Write a rectangle into a shape's numbers, if it lies within the picture. @param {HTMLElement} shape @param {Rect} rect */
function setRect(shape, rect) {
  const kept = { ...rect, x: Math.max(0, Math.min(rect.x, 1 - rect.width)), y: Math.max(0, Math.min(rect.y, 1 - rect.height)) };
  if (kept.width < 0.02 || kept.height < 0.02 || !inside(size, kept)) return;
  for (const name of /** @type {const} */ (["x", "y", "width", "height"])) write(field(shape, name), kept[name] * 100);
  if (kept.turn) write(field(shape, "turn"), kept.turn, 1);
  show();
}

/** @param {number} x @param {number} y */
function setFocus(x, y) {
  write(focusX, Math.max(0, Math.min(x, 1)) * 100);
  write(focusY, Math.max(0, Math.min(y, 1)) * 100);
  show();
}

function show() {
  const rect = active ? rectOf(active) : null;
  const turn = rect?.turn ?? 0;
  paint(board, plain, size, { x: 0, y: 0, width: 1, height: 1, turn }, 1280);
  const at = focus();
  point.hidden = !at || Boolean(active);
  if (at) Object.assign(point.style, { left: `${at.x * 100}%`, top: `${at.y * 100}%` });
  box.hidden = !rect;
  if (rect) {
    const percent = (/** @type {number} */ share) => `${share * 100}%`;
    Object.assign(box.style, { left: percent(rect.x), top: percent(rect.y), width: percent(rect.width), height: percent(rect.height) });
  }
  drawing.hidden = !active;
  drawing.textContent = active ? (drawing.dataset.of ?? "").replace("%(shape)s", find("legend", active).textContent ?? "") : "";
  for (const shape of shapes) {
    paint(/** @type {HTMLCanvasElement} */ (find("[data-preview]", shape)), plain, size, rectOf(shape), 480);
    shape.classList.toggle("is-drawn", shape === active);
    find("[data-draw]", shape).setAttribute("aria-pressed", String(shape === active));
  }
}

/** Follow the pointer until it is let go. @param {PointerEvent} event @param {(right: number, down: number) => void} moved */
function follow(event, moved) {
  event.preventDefault();
  const from = board.getBoundingClientRect();
  const move = (/** @type {PointerEvent} */ now) => moved((now.clientX - event.clientX) / from.width, (now.clientY - event.clientY) / from.height);
  const stop = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
    window.removeEventListener("pointercancel", stop);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
  window.addEventListener("pointercancel", stop);
}

/** @param {HTMLElement} shape @param {Rect} rect @param {number} wider */
function resized(shape, rect, wider) {
  const width = rect.width + wider;
  setRect(shape, { ...rect, width, height: (rect.height * width) / rect.width });
}

stage.addEventListener("pointerdown", (event) => {
  const from = board.getBoundingClientRect();
  if (active && event.target instanceof Element && box.contains(event.target)) {
    const [shape, rect, corner] = [active, rectOf(active), find("[data-corner]")];
    box.focus();
    follow(event, (right, down) => {
      if (event.target !== corner) setRect(shape, { ...rect, x: rect.x + right, y: rect.y + down });
      else if (ratioOf(shape)) resized(shape, rect, right);
      else setRect(shape, { ...rect, width: rect.width + right, height: rect.height + down });
    });
  } else if (!active && !("fixed" in stage.dataset) && (event.target === board || event.target === point)) {
    setFocus((event.clientX - from.left) / from.width, (event.clientY - from.top) / from.height);
    point.focus();
    const at = /** @type {{ x: number, y: number }} */ (focus());
    follow(event, (right, down) => setFocus(at.x + right, at.y + down));
  }
});

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

stage.addEventListener("keydown", (event) => {
  const arrow = ARROWS[event.key];
  const step = event.shiftKey ? 0.05 : 0.005;
  const sizing = { "+": step, "=": step, "-": -step }[event.key];
  const at = focus();
  if (event.target === point && arrow && at) setFocus(at.x + arrow[0] * step, at.y + arrow[1] * step);
  else if (event.target === box && active && arrow) {
    const rect = rectOf(active);
    setRect(active, { ...rect, x: rect.x + arrow[0] * step, y: rect.y + arrow[1] * step });
  } else if (event.target === box && active && sizing) resized(active, rectOf(active), sizing);
  else return;
  event.preventDefault();
});

form.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target.closest("button") : null;
  const shape = /** @type {HTMLElement | null} */ (pressed?.closest("[data-shape]") ?? null);
  if (pressed?.matches("[data-no-focus]")) [focusX.value, focusY.value] = ["", ""];
  else if (shape && pressed?.matches("[data-draw]")) {
    active = active === shape ? null : shape;
    const choice = shape.querySelector("input[type=radio]");
    if (active && choice instanceof HTMLInputElement) choice.checked = true;
  } else if (shape && pressed?.matches("[data-follow]")) {
    for (const name of ["x", "y", "width", "height", "turn"]) write(field(shape, name), null);
    if (active === shape) active = null;
  } else return;
  show();
  if (active && pressed?.matches("[data-draw]")) box.focus();
});
form.addEventListener("input", show);

function begin() {
  plain.hidden = true;
  board.hidden = false;
  for (const seen of form.querySelectorAll("[data-made]")) seen.setAttribute("hidden", "");
  for (const shown of form.querySelectorAll("[data-preview], [data-acts], [data-no-focus]")) shown.removeAttribute("hidden");
  show();
}

if (plain.complete && plain.naturalWidth) begin();
else plain.addEventListener("load", begin, { once: true });
