// @ts-check
/* Where a crop lies in a picture; the same rules as media/crops.py, for what is seen before it is saved. */

/** @typedef {{ x: number, y: number, width: number, height: number, turn: number }} Rect In shares of the turned picture. */
/** @typedef {{ width: number, height: number }} Size */

const NO_FOCUS = { x: 0.5, y: 0.4 };
const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;

/**
 * The size a picture takes up once it is turned.
 * @param {Size} size
 * @param {number} turn
 * @returns {Size}
 */
export function canvasOf(size, turn) {
  const across = Math.abs(Math.cos(radians(turn)));
  const down = Math.abs(Math.sin(radians(turn)));
  return { width: size.width * across + size.height * down, height: size.width * down + size.height * across };
}

/**
 * Whether no corner looks past the picture's edge.
 * @param {Size} size
 * @param {Rect} rect
 */
export function inside(size, rect) {
  const whole = canvasOf(size, rect.turn);
  const [cos, sin] = [Math.cos(radians(rect.turn)), Math.sin(radians(rect.turn))];
  return [rect.x, rect.x + rect.width].every((x) => [rect.y, rect.y + rect.height].every((y) => {
    const right = whole.width * (x - 0.5);
    const under = whole.height * (y - 0.5);
    return Math.abs(right * cos + under * sin) <= size.width / 2 + 1 && Math.abs(under * cos - right * sin) <= size.height / 2 + 1;
  }));
}

/**
 * The largest rectangle of that ratio in the middle of a turned picture.
 * @param {Size} size
 * @param {number} ratio
 * @param {number} turn
 * @returns {Rect}
 */
export function largestTurned(size, ratio, turn) {
  const whole = canvasOf(size, turn);
  const widest = Math.min(whole.width, whole.height * ratio);
  const centred = (/** @type {number} */ wide) => {
    const [width, height] = [wide / whole.width, wide / ratio / whole.height];
    return { x: (1 - width) / 2, y: (1 - height) / 2, width, height, turn };
  };
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (inside(size, centred(widest * middle))) low = middle;
    else high = middle;
  }
  return centred(widest * low);
}

/**
 * The largest cut of that ratio, around the focal point.
 * @param {Size} size
 * @param {number | null} ratio
 * @param {{ x: number, y: number } | null} focus
 * @returns {Rect}
 */
export function byFocus(size, ratio, focus) {
  if (!ratio) return { x: 0, y: 0, width: 1, height: 1, turn: 0 };
  const width = Math.min(1, (size.height * ratio) / size.width);
  const height = Math.min(1, size.width / ratio / size.height);
  const within = (/** @type {number} */ at, /** @type {number} */ share) => Math.max(0, Math.min(at - share / 2, 1 - share));
  if (!focus) return { x: (1 - width) * NO_FOCUS.x, y: (1 - height) * NO_FOCUS.y, width, height, turn: 0 };
  return { x: within(focus.x, width), y: within(focus.y, height), width, height, turn: 0 };
}

/**
 * Draw a part of the picture so that it fills the canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLImageElement} image
 * @param {Size} size
 * @param {Rect} rect
 * @param {number} wide How many pixels wide.
 */
export function paint(canvas, image, size, rect, wide) {
  const whole = canvasOf(size, rect.turn);
  const scale = wide / (rect.width * whole.width);
  canvas.width = wide;
  canvas.height = Math.max(1, Math.round(rect.height * whole.height * scale));
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  brush.translate(-rect.x * whole.width * scale, -rect.y * whole.height * scale);
  brush.scale(scale, scale);
  brush.translate(whole.width / 2, whole.height / 2);
  brush.rotate(radians(rect.turn));
  brush.drawImage(image, -size.width / 2, -size.height / 2, size.width, size.height);
}
