// Files: a record leaves the page as the file that a preceptee's folder holds, and files come in; open.js reads them.

import { say } from "../say.js";
import { el, on } from "./dom.js";

/**
 * A file that may be written again.
 *
 * @typedef {{name: string, createWritable: () => Promise<Writable>}} Handle
 */

/** @typedef {{write: (data: string) => Promise<void>, close: () => Promise<void>}} Writable */

/**
 * Gives the browser a file to save below its downloads.
 *
 * @param {string} name
 * @param {BlobPart} data
 * @param {string} type
 */
export function download(name, data, type) {
  const a = el("a", { href: URL.createObjectURL(new Blob([data], { type })), download: name, hidden: true });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
}

/**
 * Saves a record's file: where the person chooses, and there again the next time, or below the browser's downloads.
 *
 * @param {string} name
 * @param {string} text
 * @param {Handle | null} [handle]  the file it was saved to before
 * @returns {Promise<{name: string, handle: Handle | null} | null>} null: the person changed their mind
 */
export async function saveFile(name, text, handle) {
  const picker = /** @type {any} */ (window).showSaveFilePicker;
  if (picker) {
    const types = [{ description: say("Record"), accept: { "text/markdown": [".md"] } }];
    try {
      const to = handle || (await picker({ suggestedName: name, types }));
      const file = await to.createWritable();
      await file.write(text);
      await file.close();
      return { name: to.name, handle: to };
    } catch (e) {
      if (/** @type {Error} */ (e).name === "AbortError") return null; // anything else: as if there were no picker
    }
  }
  download(name, text, "text/markdown");
  return { name, handle: null };
}

/**
 * Takes files in, from the browser's picker or dropped on the page.
 *
 * @param {HTMLElement} form
 * @param {(files: File[]) => void} read
 * @returns {() => void} opens the picker
 */
export function incoming(form, read) {
  const input = el("input", {
    type: "file",
    multiple: true,
    accept: ".md,.txt,.zip",
    hidden: true,
    "aria-label": say("Files to open"),
  });
  form.append(input);
  on(input, "change", () => {
    read([...(input.files || [])]);
    input.value = "";
  });
  on(document, "dragover drop", (e) => {
    if (!e.dataTransfer?.types.includes("Files") || e.target.closest("input[type=file]")) return;
    e.preventDefault();
    if (e.type === "drop") read([...e.dataTransfer.files]);
  });
  return () => input.click();
}
