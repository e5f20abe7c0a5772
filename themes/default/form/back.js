// The way back: a record's file opened on its form's page, compared with what is here before it takes its place.

import { answerText, inWords } from "./answers.js";
import { ask } from "./ask.js";
import { unsigned } from "./complete.js";
import { dateWords, day } from "./dates.js";
import { digest } from "./digest.js";
import { el, say } from "./dom.js";
import { join, readRecord } from "./fromfile.js";
import { changed, rekeep, tick } from "./keeping.js";
import { markOf, parts, secrets } from "./parts.js";
import { newId } from "./record.js";
import { stands, withSignature } from "./signature.js";
import { count } from "./words.js";

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./drafts.js').Draft} Draft */

/** Puts a question in the place of those that were asked before. @param {Page} page @returns {(box: HTMLElement) => void} */
const alone = (page) => (box) => {
  page.place.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
};

/** @param {File[]} files @param {Page} page */
export async function open(files, page) {
  const { data, definition } = page,
    tell = (/** @type {import('./dom.js').Child} */ words) => ask(alone(page), [words]);
  tick(page);
  const got = await readFiles(files, page.draft.record).catch(() => ({ fault: "This file cannot be read." }));
  if ("fault" in got) tell(got.fault);
  else if (got.record.form === definition.form) load(got.record, got.own, page);
  else
    tell(
      el(
        "p",
        null,
        `This is a record of another form, “${got.title || got.record.form}”. `,
        data.shelf && el("a", { href: data.shelf }, "The list of forms"),
      ),
    );
}

/** Shows a record that came from a file, and to a signer what there is to sign. @param {Page} page @param {Draft} draft */
function show(page, draft) {
  page.adopt(draft);
  rekeep(page);
  const { main } = parts(draft),
    title = /** @type {HTMLElement} */ (document.querySelector("h1"));
  title.tabIndex = -1;
  title.focus();
  say(`Opened: ${page.definition.title}, ${dateWords(main.date)}`);
  if (main.status === "complete" && unsigned(main, page.definition).length) page.reading(true);
}

/**
 * @param {FormRecord} record  as its file has it
 * @param {FormRecord | null} own
 * @param {Page} page
 */
export function load(record, own, page) {
  const { data, definition, draft } = page;
  tick(page);
  record = { ...record, record: record.record || newId(), date: record.date || day() };
  const before = draft.changed && draft.record.record === record.record ? draft : page.store.get(record);
  own = own || (before ? parts(before).own : null);
  const whole = { ...join(record, own), private: record.private.filter((id) => !(own && id in own.answers)) };
  const at = Date.now();
  /** @type {Draft} */
  const next = {
    record: whole,
    definition,
    rev: 0,
    begun: at,
    changed: at,
    saved: at,
    base: "",
    opened: true,
    secret: [
      ...new Set([
        ...secrets(definition),
        ...record.private,
        ...Object.keys(own ? own.answers : {}).filter((id) => !definition.fields.some((f) => f.id === id && f.columns)),
      ]),
    ],
  };
  next.base = digest(parts(next).main, definition, "");
  next.filed = { at, mark: markOf(next), opened: true };
  const go = () => {
    tick(page); // what was typed since it was asked is kept before
    next.rev = before?.rev || 0;
    show(page, next);
    if (record.version && record.version !== definition.version) {
      const later = record.version.localeCompare(definition.version, undefined, { numeric: true }) > 0;
      ask(alone(page), [
        el(
          "p",
          null,
          `This record was begun under ${later ? "a later" : "an earlier"} version of the toolkit, ${record.version}. What you change or sign here is under version ${definition.version}. `,
          el(
            "a",
            { href: `${data.root}v/${encodeURIComponent(record.version)}/forms/${record.form}.html` },
            `The form of version ${record.version}`,
          ),
        ),
      ]);
    }
  };
  if (!before)
    return page.trouble && draft.changed
      ? ask(
          alone(page),
          ["What is on this page is kept nowhere. Opening the file takes its place."],
          [["Open the file", go], ["Not yet"]],
        )
      : go();
  const here = before.record,
    { main } = parts(before),
    list = differences(before, next);
  const added = whole.signed.filter((s) => !here.signed.some((o) => JSON.stringify(o) === JSON.stringify(s)));
  // it says the same, and what is signed in it was signed on what is here
  if (
    list.every((d) => /^_s/.test(d.id)) &&
    added.every((s) => stands(s, main, definition) && !here.signed.some((o) => o.digest + o.name === s.digest + s.name))
  ) {
    const signed = added.reduce((signed, s) => withSignature({ ...main, signed }, definition, s), here.signed);
    show(page, {
      ...before,
      record: { ...here, signed, status: here.status === "complete" ? here.status : whole.status },
    });
    return ask(alone(page), [
      added.length
        ? `Added: the signature of ${added.map((s) => s.name).join(" and ")}.`
        : "The file says what is here already.",
    ]);
  }
  ask(
    alone(page),
    [
      el("p", null, el("strong", null, "This record is here already, and the file differs.")),
      el(
        "dl",
        { className: "differences" },
        ...list.map((d) =>
          el(
            "div",
            null,
            el("dt", null, d.label),
            el("dd", null, "Here: " + (d.here || "nothing")),
            el("dd", null, "In the file: " + (d.there || "nothing")),
          ),
        ),
      ),
    ],
    [["Take what the file has", go], ["Keep what is here"]],
  );
}

/**
 * Offers the rows of the last record that are still open.
 *
 * @param {Draft} last
 * @param {Page} page
 */
export function carry(last, page) {
  for (const { id, label, carries, open = "" } of page.definition.fields) {
    const rows = last.record.answers[id],
      still =
        carries && Array.isArray(rows)
          ? /** @type {Row[]} */ (rows).filter((r) => !r[open] && Object.keys(r).length)
          : [],
      n = count(still.length, "open row");
    if (!still.length) continue;
    ask(
      page.place,
      [`${label}: your record of ${dateWords(last.record.date)} has ${n}.`],
      [
        [
          `Bring over ${n}`,
          () => {
            const here = page.fields.read();
            page.fields.write({ ...here, [id]: [.../** @type {Row[]} */ (here[id] || []), ...still] });
            page.coach.know(page.coach.allowed(), true);
            changed(page);
          },
        ],
        ["Leave them"],
      ],
      true,
    );
  }
}

/**
 * What two states of a record say differently, in words.
 *
 * @param {Draft} a
 * @param {Draft} b
 */
function differences(a, b) {
  const told = (/** @type {Draft} */ d) => {
    const { record: r } = d,
      { main } = parts(d);
    return Object.fromEntries(
      [
        ...inWords(r, b.definition).flatMap((w) =>
          cells(
            w,
            r.answers[w.id],
            b.definition.fields.find((f) => f.id === w.id),
          ),
        ),
        { id: "_about", label: "What it is about", text: r.about },
        { id: "_milestone", label: "Milestone", text: r.milestone },
        { id: "_status", label: "State", text: r.status },
        { id: "_allow", label: "No identifier", text: r.allow.map((a) => a.reason).join("; ") },
        {
          id: "_signed",
          label: "Signatures",
          text: r.signed
            .map((s) =>
              Object.values({ ...s, field: "", by: "", digest: !stands(s, main, b.definition) && "changed since" })
                .filter(Boolean)
                .map((v) => dateWords(String(v)))
                .join(", "),
            )
            .join("; "),
        },
      ].map((w) => [w.id, w]),
    );
  };
  const here = told(a),
    there = told(b),
    none = { label: "", text: "" };
  return Object.keys({ ...here, ...there })
    .map((id) => {
      const x = here[id] || none,
        y = there[id] || none;
      return { id, label: x.label || y.label, here: x.text, there: y.text };
    })
    .filter((d) => d.here !== d.there)
    .map(({ here, there, ...d }) => {
      let at = 0;
      while (here[at] === there[at]) at++;
      return { ...d, here: about(here, at), there: about(there, at) };
    });
}

/**
 * An answer in words; a table's cell by cell, so that only those that differ are shown.
 *
 * @param {{id: string, label: string, text: string}} whole
 * @param {any} answer
 * @param {import('./types.js').Field | undefined} field
 */
const cells = (whole, answer, field) =>
  field?.columns
    ? Object.keys(answer).flatMap((key) =>
        Object.keys(answer[key]).map((id) => ({
          ...whole,
          id: `${whole.id}.${key}.${id}`,
          text: answerText({ [answer.length ? `Row ${+key + 1}` : key]: { [id]: answer[key][id] } }, field),
        })),
      )
    : whole;

/** The part of a long text in which another begins to differ. @param {string} text @param {number} at */
const about = (text, at) => (text.length < 300 ? text : `… ${text.slice(Math.max(0, at - 60), at + 240)} …`);

/** Names that the private half of a record may have. */
const half = /\.private\.(md|txt)$/i;

/**
 * Reads a record and, where it was picked too, the file of its private answers.
 *
 * @param {File[]} picked
 * @param {FormRecord} here  what is on the page, to which a private file alone may belong
 * @returns {Promise<{record: FormRecord, own: FormRecord | null, title?: string} | {fault: string}>} record as its file has it; title: its form's
 */
async function readFiles(picked, here) {
  /** @type {FormRecord | undefined} */
  let record;
  /** @type {FormRecord | null} */
  let own = null,
    title;
  for (const file of picked) {
    if (!/\.(md|txt)$/i.test(file.name) || file.size > 4 << 20)
      return { fault: `${file.name} is no record of this toolkit. Look for a file ending in .md or .txt.` };
    const text = await file.text(),
      got = readRecord(text);
    if ("fault" in got) return { fault: `${file.name}: ${got.fault}` };
    if (half.test(file.name)) own = got.record;
    else if (record) return { fault: "These are two records. Open one at a time." };
    else record = got.record;
    title = text.match(/form "(.+)" and/)?.[1];
  }
  if (!record && own && own.record === here.record) record = here;
  if (!record || (own && own.record !== record.record))
    return { fault: "These private notes belong to another record. Open them together with it." };
  return { record, own, title };
}
