/* Seven seconds: the count on the bar, and what stands there afterwards. Without this the bar names the time. */

/* What readers have and what can be done next are different once it is live; what is being typed stays. */
async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["#readers-have", ".next"]) {
    const now = fresh.querySelector(part);
    if (now) document.querySelector(part)?.replaceWith(now);
  }
}

const bar = document.querySelector("[data-live-seconds]");

if (bar) {
  const until = performance.now() + Number(bar.dataset.liveSeconds) * 1000;
  const count = bar.querySelector("[data-live-count]");
  const turn = setInterval(() => {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (left > 0) { count.textContent = left; return; }
    clearInterval(turn);
    bar.querySelector(".live-bar-ahead").hidden = true;
    bar.querySelector(".live-bar-live").hidden = false;
    // Without an answer the page is as it was, and says so when it is opened again.
    renew().catch(() => {});
  }, 200);
}
