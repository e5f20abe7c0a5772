// Drafts: what the browser keeps of records while they are written. Texts are in its plain storage, which is written at
// once, even while a page is being closed; files picked on a page are in IndexedDB, since plain storage holds none.

import { deleteFiles, loadFiles, saveFiles } from "./draftfiles.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Definition} Definition */

/**
 * When a state was handed over, and which: mark is that of its file; see markOf in handover.js. opened: it came from
 * that file.
 *
 * @typedef {{at: number, mark: string, name?: string, opened?: boolean}} Handover
 */

/**
 * @typedef {object} Draft
 * @property {FormRecord} record      whole, private answers too
 * @property {Definition} definition  of the form as it was when this was last written
 * @property {string[]} secret   fields that are private, or were when something was written in them; "table.column" too
 * @property {number} rev        how often it was kept; two tabs that count differently have diverged
 * @property {number} begun      when the first key was pressed, in ms
 * @property {number} changed    when something last changed, in ms; 0: nothing is written yet
 * @property {number} saved      when it was last kept
 * @property {string} base       digest of the content that was last opened or handed over, which a later one `revises`
 * @property {FormRecord} [handed]  the record as it was then, private answers too
 * @property {boolean} [opened]  came from a file
 * @property {Handover} [filed]
 * @property {Handover} [sent]
 * @property {string} [noted]    names the state of what is private that was saved as a file
 * @property {Handover} [packed] put into a file of that name, which somebody has still to send
 */

/**
 * Why a draft is not kept; "" where it is. off: the browser keeps nothing; full: there is no room; other: another tab
 * has changed it; gone: what was kept before is no longer there.
 *
 * @typedef {"" | "off" | "full" | "other" | "gone"} Trouble
 */

const prefix = "precept-";

/** The drafts of one site in one of the browser's two storages. */
export class Drafts {
  /**
   * @param {Storage | null} storage  null: there is none
   * @param {string} root  path of the site's root, which tells it from others at the same host
   */
  constructor(storage, root) {
    this.storage = storage;
    this.root = root;
  }

  /** @param {FormRecord} record */
  keyOf({ form, record }) {
    return `${prefix}draft ${this.root} ${form} ${record}`;
  }

  /** @param {"draft" | "form" | "signer" | "person"} kind */
  keys(kind) {
    try {
      return Object.keys(this.storage || {}).filter((key) => key.startsWith(`${prefix}${kind} ${this.root} `));
    } catch {
      return [];
    }
  }

  /**
   * The draft under a key; null where there is none, or another program spoilt it.
   *
   * @param {string} key
   * @returns {Draft | null}
   */
  read(key) {
    try {
      const storage = /** @type {Storage} */ (this.storage);
      const text = /** @type {string} */ (storage.getItem(key));
      const draft = JSON.parse(text.slice(text.indexOf("\n")));
      draft.rev = parseInt(text, 10);
      draft.definition = JSON.parse(storage.getItem(`${prefix}form ${this.root} ${draft.form}`) || "");
      return draft.record.record ? draft : null;
    } catch {
      return null;
    }
  }

  /** Whether anything can be kept. @returns {Trouble} */
  works() {
    try {
      const storage = /** @type {Storage} */ (this.storage);
      storage.setItem(prefix + "try", "1");
      storage.removeItem(prefix + "try");
      return "";
    } catch (e) {
      return troubleOf(e);
    }
  }

  /** All, the latest first. */
  list() {
    const drafts = this.keys("draft").map((key) => this.read(key));
    return /** @type {Draft[]} */ (drafts.filter(Boolean)).sort((a, b) => b.changed - a.changed);
  }

  /** The draft of a record. @param {FormRecord} record */
  get(record) {
    return this.read(this.keyOf(record));
  }

  /**
   * Keeps a draft, but never over one that another tab has kept meanwhile.
   *
   * @param {Draft} draft  its rev goes up by one where it is kept
   * @param {boolean} [over]  keep it even though what was kept before is gone or another
   * @returns {Trouble}
   */
  put(draft, over) {
    const { definition, rev, ...rest } = draft;
    const key = this.keyOf(draft.record);
    const form = `${definition.form} ${definition.version}`;
    try {
      const storage = /** @type {Storage} */ (this.storage);
      const before = storage.getItem(key);
      const count = before ? parseInt(before, 10) : 0;
      if (count !== (rev || 0)) {
        if (!over) return before ? "other" : "gone";
        draft.rev = count;
      }
      const formKey = `${prefix}form ${this.root} ${form}`;
      const text = JSON.stringify(definition);
      if (storage.getItem(formKey) !== text) storage.setItem(formKey, text);
      rest.saved = Date.now();
      storage.setItem(key, `${draft.rev + 1}\n${JSON.stringify({ ...rest, form })}`);
      draft.rev++;
      draft.saved = rest.saved;
      return "";
    } catch (e) {
      return troubleOf(e);
    }
  }

  /** @param {Draft} draft */
  async remove(draft) {
    const key = this.keyOf(draft.record);
    this.storage?.removeItem(key);
    await deleteFiles([key]);
  }

  /** The files that a draft holds. @param {Draft} draft */
  files(draft) {
    return loadFiles(this.keyOf(draft.record));
  }

  /** Keeps them; false where the browser will not. @param {Draft} draft @param {File[]} list */
  keepFiles(draft, list) {
    return saveFiles(this.keyOf(draft.record), list);
  }
}

/** @param {unknown} e @returns {Trouble} */
const troubleOf = (e) => (/quota/i.test(/** @type {Error} */ (e).name) ? "full" : "off");
