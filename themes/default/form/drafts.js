// Drafts: what the browser keeps of records while they are written. Texts stand in its plain storage, which is written at once,
// even while a page is being closed; files picked on a page stand in IndexedDB, since plain storage holds none.

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */

/**
 * When a state was handed over, and which: mark is that of its file; see markOf in parts.js.
 *
 * @typedef {{at: number, mark: string, name?: string, opened?: boolean}} Handed  opened: it came from that file
 */

/**
 * @typedef {object} Draft
 * @property {FormRecord} record      whole, private answers too
 * @property {Definition} definition  of the form as it was when this was last written
 * @property {string[]} secret        fields that are private, or were when something was written in them; "table.column" too
 * @property {number} rev             how often it was kept; two tabs that count differently have parted
 * @property {number} begun           when the first key was pressed, in ms
 * @property {number} changed         when something was last changed, in ms; 0: nothing is written yet
 * @property {number} saved           when it was last kept
 * @property {string} base            digest of the content that was last opened or handed over, which a later one `revises`
 * @property {boolean} [opened]       came from a file
 * @property {Handed} [filed]
 * @property {Handed} [sent]
 * @property {Handed} [packed]        put into a file of that name, which somebody has still to send
 */

/** What came of keeping a draft: "" is well. @typedef {"" | "off" | "full" | "other" | "gone"} Kept */

const word = "precept-";

/**
 * The drafts of one site in one of the browser's two storages.
 *
 * @param {Storage | null} area  null: there is none
 * @param {string} root          path of the site's root, which parts it from others at the same host
 */
export function drafts(area, root) {
  const draftKey = (/** @type {FormRecord} */ { form, record }) => `${word}draft ${root} ${form} ${record}`;
  const formKey = (/** @type {Definition} */ d) => `${word}form ${root} ${d.form} ${d.version}`;

  const keys = (/** @type {string} */ kind) => {
    try {
      return Object.keys(area || {}).filter((key) => key.startsWith(`${word}${kind} ${root} `));
    } catch {
      return [];
    }
  };

  /** @param {string} key @returns {Draft | null} */
  const read = (key) => {
    try {
      const text = /** @type {string} */ (area?.getItem(key)),
        at = text.indexOf("\n"),
        draft = JSON.parse(text.slice(at));
      draft.rev = parseInt(text, 10);
      draft.definition = JSON.parse(/** @type {Storage} */ (area).getItem(`${word}form ${root} ${draft.form}`) || "");
      return draft.record.record ? draft : null;
    } catch {
      return null;
    } // none, or spoilt by another program: not ours to mend
  };

  return {
    /** Whether anything can be kept. @returns {Kept} */
    works() {
      try {
        const s = /** @type {Storage} */ (area);
        s.setItem(word + "try", "1");
        s.removeItem(word + "try");
        return "";
      } catch (e) {
        return lack(e);
      }
    },

    /** All, the latest first. @returns {Draft[]} */
    list: () => /** @type {Draft[]} */ (keys("draft").map(read).filter(Boolean)).sort((a, b) => b.changed - a.changed),

    /** The draft of a record. @param {FormRecord} record */
    get: (record) => read(draftKey(record)),

    /**
     * Keeps a draft, but never over one that another tab has kept meanwhile.
     *
     * @param {Draft} draft  its rev goes up by one where it is kept
     * @param {boolean} [over]  keep it even though what was kept before is gone or another
     * @returns {Kept}
     */
    put(draft, over) {
      const { definition, rev, ...rest } = draft,
        key = draftKey(draft.record);
      try {
        const s = /** @type {Storage} */ (area),
          was = s.getItem(key);
        if (was ? parseInt(was, 10) !== rev : rev) {
          if (!over) return was ? "other" : "gone";
          draft.rev = was ? parseInt(was, 10) : 0;
        }
        const form = formKey(definition),
          text = JSON.stringify(definition);
        if (s.getItem(form) !== text) s.setItem(form, text);
        rest.saved = Date.now();
        s.setItem(
          key,
          `${draft.rev + 1}\n${JSON.stringify({ ...rest, form: `${definition.form} ${definition.version}` })}`,
        );
        draft.rev++;
        draft.saved = rest.saved;
        return "";
      } catch (e) {
        return lack(e);
      }
    },

    /** @param {Draft} draft */
    async remove(draft) {
      const key = draftKey(draft.record);
      area?.removeItem(key);
      await forget([key]);
    },

    /** Takes all away, and the forms' definitions with them. */
    async clear() {
      const gone = keys("draft");
      for (const key of [...gone, ...keys("form")]) area?.removeItem(key);
      await forget(gone);
    },

    /** The files that a draft holds. @param {Draft} draft @returns {Promise<File[]>} */
    files: async (draft) => (await files("readonly", (s) => s.get(draftKey(draft.record))).catch(() => null)) || [],

    /** Keeps them; false where the browser will not. @param {Draft} draft @param {File[]} list */
    keep: (draft, list) =>
      files("readwrite", (s) => s.put(list, draftKey(draft.record))).then(
        () => true,
        () => false,
      ),
  };
}

/** @typedef {ReturnType<typeof drafts>} Drafts */

/** @param {unknown} e @returns {Kept} */
const lack = (e) => (/quota/i.test(/** @type {Error} */ (e).name) ? "full" : "off");

/** @param {string[]} keys */
const forget = (keys) =>
  keys.length
    ? files("readwrite", (s) => {
        for (const key of keys) s.delete(key);
      }).catch(() => {})
    : undefined;

/**
 * @param {IDBTransactionMode} mode
 * @param {(s: IDBObjectStore) => IDBRequest | void} run
 * @returns {Promise<any>}
 */
function files(mode, run) {
  return new Promise((ok, no) => {
    const open = indexedDB.open("precept", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("files");
    open.onerror = () => no(open.error);
    open.onsuccess = () => {
      const db = open.result,
        t = db.transaction("files", mode),
        asked = run(t.objectStore("files"));
      t.oncomplete = () => {
        db.close();
        ok(asked?.result);
      };
      t.onabort = () => {
        db.close();
        no(t.error);
      };
    };
  });
}
