// The way back: a record's file opened on its form's page, compared with what is here before it takes its place.

import { ask } from './ask.js';
import { dateWords, day } from './dates.js';
import { digest } from './digest.js';
import { el } from './dom.js';
import { markOf, parts, secrets } from './parts.js';
import { join, newId, readRecord } from './record.js';
import { count, inWords } from './words.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * What opening a file needs of the page.
 *
 * @typedef {object} Page
 * @property {import('./types.js').PageData} data
 * @property {() => Draft} here
 * @property {(record: FormRecord) => Draft | null} kept
 * @property {HTMLElement} place   where questions go
 * @property {() => boolean} unkept  what is on the page is kept nowhere else
 * @property {(draft: Draft) => void} open
 */

/** Puts a question in the place of those that were asked before. @param {Page} page @returns {(box: HTMLElement) => void} */
const alone = page => box => { page.place.replaceChildren(box); box.scrollIntoView({ block: 'nearest' }); };

/** @param {File[]} files @param {Page} page */
export async function open(files, page) {
  const { data } = page, tell = (/** @type {import('./dom.js').Child} */ words) => ask(alone(page), [words]);
  const got = await readFiles(files, page.here().record).catch(() => ({ fault: 'This file cannot be read.' }));
  if ('fault' in got) tell(got.fault);
  else if (got.record.form === /** @type {Definition} */ (data.definition).form) load(got.record, got.own, page);
  else tell(el('p', null, `This is a record of another form, “${got.record.form}”. `, data.shelf && el('a', { href: data.shelf }, 'Open it there: the list of forms')));
}

/**
 * @param {FormRecord} record  as its file has it
 * @param {FormRecord | null} own
 * @param {Page} page
 */
export function load(record, own, page) {
  const { data } = page, definition = /** @type {Definition} */ (data.definition);
  const at = page.here();
  record = { ...record, record: record.record || newId(), date: record.date || day() };
  const before = at.changed && at.record.record === record.record ? at : page.kept(record);
  own = own || (before ? parts(before).own : null);
  const whole = { ...join(record, own), private: record.private.filter(id => !(own && id in own.answers)) };
  /** @type {Draft} */
  const next = { record: whole, definition, rev: before ? before.rev : 0, begun: Date.now(), changed: Date.now(), saved: 0, base: '', opened: true,
    secret: [...new Set([...secrets(definition), ...record.private, ...Object.keys(own ? own.answers : {}).filter(id => !definition.fields.some(f => f.id === id && f.columns))])] };
  next.base = digest(parts(next).main, definition, '');
  next.filed = { at: Date.now(), mark: markOf(next) };
  const go = () => {
    page.open(next);
    if (record.version && record.version !== definition.version) {
      const later = record.version.localeCompare(definition.version, undefined, { numeric: true }) > 0;
      ask(alone(page), [el('p', null, `This record was begun under ${later ? 'a later' : 'an earlier'} version of the toolkit, ${record.version}. What you change or sign here is under version ${definition.version}. `,
        el('a', { href: `${data.root}v/${encodeURIComponent(record.version)}/forms/${record.form}.html` }, `The form of version ${record.version}`))]);
    }
  };
  const list = before ? differences(before, next) : [];
  if (before && !list.length) return page.open({ ...before, record: { ...before.record, status: whole.status } });
  if (!before && page.unkept()) return ask(alone(page), ['What is on this page is kept nowhere. Opening the file takes its place.'], [['Open the file', go], ['Not yet']]);
  if (!before) return go();
  ask(alone(page), [
    el('p', null, el('strong', null, 'This record is here already, and the file differs.')),
    el('dl', { className: 'differences' }, ...list.map(d => el('div', null, el('dt', null, d.label), el('dd', null, 'Here: ' + (d.here || 'nothing')), el('dd', null, 'In the file: ' + (d.there || 'nothing'))))),
  ], [['Take what the file has', go], ['Keep what is here']]);
}

/**
 * Offers the rows of the last record that are still open.
 *
 * @param {Draft} last
 * @param {Definition} definition
 * @param {HTMLElement} place
 * @param {(id: string, rows: import('./types.js').Row[]) => void} bring
 */
export function carry(last, definition, place, bring) {
  for (const { id, label, carries, open = '' } of definition.fields) {
    const rows = last.record.answers[id], still = carries && Array.isArray(rows) ? /** @type {import('./types.js').Row[]} */ (rows).filter(r => !r[open] && Object.keys(r).length) : [], n = count(still.length, 'open row');
    if (still.length) ask(place, [`${label}: your record of ${dateWords(last.record.date)} has ${n}.`], [[`Bring over ${n}`, () => bring(id, still)], ['Leave them']], true);
  }
}

/**
 * What two states of a record say differently, in words.
 *
 * @param {Draft} a
 * @param {Draft} b
 */
function differences(a, b) {
  const told = (/** @type {Draft} */ { record: r }) => new Map([
    ['_date', { label: 'Date it is about', text: dateWords(r.date) }], ['_about', { label: 'What it is about', text: r.about }],
    ['_status', { label: 'State', text: r.status }],
    ...inWords(r.answers, b.definition).map(w => /** @type {[string, {label: string, text: string}]} */ ([w.id, w])),
    ['_body', { label: 'Notes', text: r.body.trim() }],
    ['_signed', { label: 'Signatures', text: r.signed.map(s => `${s.name}, ${dateWords(s.date)}`).join('; ') }],
  ]);
  const here = told(a), there = told(b), none = { label: '', text: '' };
  return [...new Set([...here.keys(), ...there.keys()])].map(id => {
    const x = here.get(id) || none, y = there.get(id) || none;
    return { label: x.label || y.label, here: x.text, there: y.text };
  }).filter(d => d.here !== d.there).map(({ label, here, there }) => {
    let at = 0;
    while (here[at] === there[at]) at++;
    return { label, here: about(here, at), there: about(there, at) };
  });
}

/** The part of a long text in which another begins to differ. @param {string} text @param {number} at */
const about = (text, at) => text.length < 300 ? text : (at > 60 ? '… ' : '') + text.slice(Math.max(0, at - 60), at + 240) + (at + 240 < text.length ? ' …' : '');

/** Names that the private half of a record may have. */
const half = /\.private\.(md|txt)$/i;

/**
 * Reads a record and, where it was picked too, the file of its private answers.
 *
 * @param {File[]} picked
 * @param {FormRecord} here  what is on the page, to which a private file alone may belong
 * @returns {Promise<{record: FormRecord, own: FormRecord | null} | {fault: string}>} record as its file has it
 */
async function readFiles(picked, here) {
  /** @type {FormRecord | undefined} */
  let record;
  /** @type {FormRecord | null} */
  let own = null;
  for (const file of picked) {
    if (!/\.(md|txt)$/i.test(file.name)) return { fault: `${file.name} is not a form saved from this toolkit. Look for a file ending in .md or .txt.` };
    if (file.size > 4 << 20) return { fault: `${file.name} is larger than any record.` };
    const got = readRecord(await file.text());
    if ('fault' in got) return { fault: `${file.name}: ${got.fault}` };
    if (half.test(file.name)) own = got.record;
    else if (record) return { fault: 'These are two records. Open one at a time, with its private notes if it has any.' };
    else record = got.record;
  }
  if (!record && own && own.record === here.record) record = here;
  if (!record) return { fault: own ? 'These are the private notes of a record. Open them together with the record itself.' : 'There is no record among these files.' };
  if (own && own.record !== record.record) return { fault: 'These private notes belong to another record.' };
  return { record, own };
}
