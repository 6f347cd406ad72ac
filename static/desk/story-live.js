/* Seven seconds: the count on the bar, and what stands there afterwards. Without this the bar names the time. */

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
  }, 200);
}
