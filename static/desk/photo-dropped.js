// @ts-check
/* What was dropped: files, and of folders all the files in them, without those that systems hide. */

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function inside(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const only = /** @type {FileSystemFileEntry} */ (entry);
    return new Promise((resolve) => only.file((file) => resolve([file]), () => resolve([])));
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    // A folder is handed over a hundred entries at a time.
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return found;
    for (const each of some) found.push(...await inside(each));
  }
}

/**
 * Call it before anything is awaited: what was dropped is only there while the event lasts.
 * @param {DataTransfer} dropped
 * @returns {Promise<File[]>}
 */
async function filesOf(dropped) {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (!entries.length) return [...dropped.files];
  const files = [];
  for (const entry of entries) files.push(...await inside(entry));
  return files;
}

/** Take what is dropped anywhere on the page. @param {(files: File[]) => void} take */
export function whenDropped(take) {
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("photo-dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("photo-dropping");
  });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("photo-dropping");
    if (event.dataTransfer) take(await filesOf(event.dataTransfer));
  });
}
