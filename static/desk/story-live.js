/* Seven seconds: the count on the bar, and what stands there afterwards. Without this the bar names the time. */

const page = document.querySelector("[data-part=live]");
let turn = 0;

/* What readers have and what can be done next are different once it is live; what is being typed stays. */
async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["bar-readers", "bar-next", "bar-name", "next", "history"]) {
    const now = fresh.querySelector(`[data-part="${part}"]`);
    if (now) document.querySelector(`[data-part="${part}"]`)?.replaceChildren(...now.childNodes);
  }
}

function countDown() {
  clearInterval(turn);
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-live-seconds]"));
  if (!bar) return;
  const until = performance.now() + Number(bar.dataset.liveSeconds) * 1000;
  const count = /** @type {HTMLElement} */ (bar.querySelector("[data-live-count]"));
  const line = /** @type {HTMLProgressElement | null} */ (bar.querySelector("[data-live-left]"));
  turn = setInterval(() => {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (line) { line.value = Math.max(0, (until - performance.now()) / 1000); line.hidden = left <= 0; }
    if (left > 0) { count.textContent = String(left); return; }
    clearInterval(turn);
    /** @type {HTMLElement} */ (bar.querySelector(".live-bar-ahead")).hidden = true;
    /** @type {HTMLElement} */ (bar.querySelector(".live-bar-live")).hidden = false;
    // Without an answer the page is as it was, and says so when it is opened again.
    renew().catch(() => {});
  }, 200);
}

countDown();
page?.ownerDocument.getElementById("story-form")?.addEventListener("story:renewed", () => {
  if (!document.querySelector("[data-live-seconds]")?.hasAttribute("data-counting")) countDown();
  document.querySelector("[data-live-seconds]")?.setAttribute("data-counting", "");
});
