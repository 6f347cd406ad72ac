/* A verb's sheet: the key that sends it, and the sentence that refused it where the eye is. */

const form = document.getElementById("sheet-form");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[type=submit]"));
});
const at = form.querySelector("[name=at]");
at?.addEventListener("input", () => {
  const planned = form.querySelector("[name=when][value=at]");
  if (at.value && planned) planned.checked = true;
});
form.querySelector("[name=when][value=now]")?.addEventListener("change", () => { at.value = ""; });
document.getElementById("refused")?.focus();
