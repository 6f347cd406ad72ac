// @ts-check
/* The body editor as the desk has it: its name and language, tool bar, keys, pasting, photos, copy pulled back in. */

import { arriving } from "desk/body/arriving";
import { saysWhatIsEmpty } from "desk/body/hints";
import { addKeys } from "desk/body/keys";
import { pasting } from "desk/body/pasting";
import { keepInStep } from "desk/body/placing";
import { storyLinks } from "desk/body/story-links";
import { addPlus } from "desk/body/plus";
import { addTools, focusTools } from "desk/body/tools";
import { typing } from "desk/body/typing";
import { word } from "desk/body/words";
import { written } from "desk/editor/written";

/** @param {any} editor @param {HTMLTextAreaElement} textarea */
function dress(editor, textarea) {
  const name = textarea.labels?.[0]?.textContent?.trim() ?? "";
  const language = /** @type {HTMLSelectElement | null} */ (textarea.form?.querySelector("[name=language]"));
  editor.view.dom.id = "body-text";
  const attributes = () => ({ "aria-label": name, "aria-multiline": "true", role: "textbox", spellcheck: "true", "data-start": word("start"), ...written(textarea.form) });
  editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes: attributes() } });
  language?.addEventListener("change", () => editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes: attributes() } }));
  const show = () => editor.view.dom.classList.toggle("is-blank", editor.state.doc.childCount === 1 && editor.isEmpty);
  editor.on("update", show);
  show();
}

/** @param {any} editor */
function offerPullingIn(editor) {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-pull-in]"))) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = button.previousElementSibling?.textContent;
      editor.chain().focus("end").insertContent({ type: "paragraph", content: [{ type: "text", text }] }).run();
      button.disabled = true;
    });
  }
}

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = /** @type {CustomEvent} */ (event).detail;
  if (textarea.name !== "body") return;
  const box = /** @type {HTMLElement} */ (editor.view.dom.parentElement);
  dress(editor, textarea);
  for (const plugin of [pasting(), typing(), arriving(), storyLinks(), saysWhatIsEmpty()]) editor.registerPlugin(plugin);
  const bar = addTools(editor, box);
  addKeys(editor, bar, () => focusTools(editor, bar));
  addPlus(editor, box, bar);
  keepInStep(editor);
  offerPullingIn(editor);
});
