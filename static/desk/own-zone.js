/* Offers the time zone this browser lives by. */

const field = /** @type {HTMLInputElement} */ (document.getElementById("zone"));
const offer = /** @type {HTMLElement} */ (document.querySelector("[data-offer]"));
const button = /** @type {HTMLButtonElement} */ (offer.querySelector("button"));
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (zone && zone !== field.value) {
  button.textContent = (button.textContent ?? "").replace("%(zone)s", zone);
  offer.hidden = false;
  button.addEventListener("click", () => {
    field.value = zone;
    offer.hidden = true;
    field.focus();
  });
}
