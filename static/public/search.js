// @ts-check
/* What could be meant while somebody types. Without it the box is a form that works; nothing is remembered here. */

const PAUSE = 180;
const SHORTEST = 2;

/** @param {HTMLFormElement} form */
function suggesting(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const place = /** @type {HTMLElement} */ (form.querySelector("[data-suggested]"));
  /** @type {AbortController | undefined} */
  let under_way;
  let wait = 0;

  function close() {
    under_way?.abort();
    clearTimeout(wait);
    place.replaceChildren();
  }

  async function ask() {
    const typed = input.value.trim().slice(0, 80);
    under_way?.abort();
    if (typed.length < SHORTEST) return close();
    under_way = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed.toLowerCase())}`;
      const answer = await fetch(address, { signal: under_way.signal, credentials: "omit" });
      if (!answer.ok) return close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.children);
    } catch {
      // Overtaken by what was typed next, or no line: the form still works.
    }
  }

  /** @param {number} step */
  function move(step) {
    const links = /** @type {HTMLElement[]} */ ([input, ...place.querySelectorAll("a")]);
    const here = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    links[(here + step + links.length) % links.length].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = window.setTimeout(ask, PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.focus();
    } else if (place.childElementCount && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-suggest]"))) {
  suggesting(form);
}
