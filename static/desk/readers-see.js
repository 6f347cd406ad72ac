// @ts-check
/* What readers will see, in a frame beside a form: the form's fields go to the address that shows them and keeps
   nothing, at every pause in typing. Without a script a button does the same. */

const PAUSE = 700;

/**
 * Send a form's fields to a frame.
 * @param {HTMLFormElement} form
 * @param {string} action
 * @param {string} target the frame's name
 */
export function postInto(form, action, target) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action, target, hidden: true });
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    sent.append(field);
  }
  document.body.append(sent);
  sent.submit();
  sent.remove();
}

/**
 * Do something when nobody has typed or chosen anything for a moment.
 * @param {HTMLFormElement} form
 * @param {() => void} act
 */
export function atEveryPause(form, act) {
  let waiting = 0;
  const again = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => { if (form.isConnected) act(); }, PAUSE);
  };
  form.addEventListener("input", again);
  form.addEventListener("change", again);
  // A row of photos that was put in, moved or taken out.
  form.addEventListener("story:changed", again);
}

/**
 * Keep the frame beside a form in step with it, where there is one.
 * @param {ParentNode} root
 */
export function wireReadersSee(root) {
  const button = /** @type {HTMLButtonElement | null} */ (root.querySelector("[data-show]"));
  const form = button?.form;
  if (!button || !form) return;
  button.hidden = true;
  atEveryPause(form, () => postInto(form, button.formAction, button.formTarget));
}
