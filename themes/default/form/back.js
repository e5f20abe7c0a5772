// The way back: a record's file opened on its form's page, compared with what is here before it takes its place.

import { ask } from './ask.js';
import { dateWords } from './dates.js';
import { digest } from './digest.js';
import { el, on } from './dom.js';
import { readFiles } from './files.js';
import { join, newId } from './record.js';
import { markOf, parts, secrets } from './send.js';
import { day, inWords } from './words.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {HTMLElement} form
 * @param {import('./types.js').PageData} data
 * @param {object} page
 * @param {() => Draft} page.here
 * @param {(form: string, id: string) => Draft | null} page.kept
 * @param {HTMLElement} page.place   where questions go
 * @param {() => boolean} page.unkept  what is on the page is kept nowhere else
 * @param {(draft: Draft) => void} page.open
 */
export function opened(form, data, page) {
  const definition = /** @type {Definition} */ (data.definition);
  const input = el('input', { type: 'file', multiple: true, accept: '.md,.txt', hidden: true, 'aria-label': 'Files to open' });
  form.append(input);
  const tell = (/** @type {import('./dom.js').Child[]} */ ...words) => ask(q => { page.place.replaceChildren(q); q.scrollIntoView({ block: 'nearest' }); }, words);

  /** @param {File[]} files */
  async function read(files) {
    if (!files.length) return;
    const got = await readFiles(files, page.here().record).catch(() => ({ fault: 'This file cannot be read.' }));
    if ('fault' in got) return tell(got.fault);
    const { record, own } = got;
    if (record.form !== definition.form) {
      return tell(el('p', null, `This is a record of another form, “${record.form}”. `, data.shelf && el('a', { href: data.shelf }, 'Open it there: the list of forms')));
    }
    load(record, own);
  }

  /**
   * @param {FormRecord} record  as its file has it
   * @param {FormRecord | null} own
   */
  function load(record, own) {
    const at = page.here();
    record = { ...record, record: record.record || newId(), date: record.date || day() };
    const before = at.changed && at.record.record === record.record ? at : page.kept(record.form, record.record);
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
        tell(el('p', null, `This record was begun under ${later ? 'a later' : 'an earlier'} version of the toolkit, ${record.version}. What you change or sign here is under version ${definition.version}. `,
          el('a', { href: `${data.root}v/${encodeURIComponent(record.version)}/forms/${record.form}.html` }, `The form of version ${record.version}`)));
      }
    };
    const list = before ? differences(before, next) : [];
    if (before && !list.length) return page.open({ ...before, record: { ...before.record, status: whole.status } });
    if (!before && page.unkept()) return ask(q => page.place.replaceChildren(q), ['What is on this page is kept nowhere. Opening the file takes its place.'], [['Open the file', go], ['Not yet']]);
    if (!before) return go();
    ask(q => page.place.replaceChildren(q), [
      el('p', null, el('strong', null, 'This record is here already, and the file differs.')),
      el('dl', { className: 'differences' }, ...list.map(d => el('div', null, el('dt', null, d.label), el('dd', null, 'Here: ' + (d.here || 'nothing')), el('dd', null, 'In the file: ' + (d.there || 'nothing'))))),
    ], [['Take what the file has', go], ['Keep what is here']]);
  }

  on(input, 'change', () => {
    read([...input.files || []]);
    input.value = '';
  });
  const carries = (/** @type {DragEvent} */ e) => e.dataTransfer && [...e.dataTransfer.types].includes('Files') && !/** @type {Element} */ (e.target).closest('input[type=file]');
  on(document, 'dragover', e => { if (carries(e)) e.preventDefault(); });
  on(document, 'drop', e => {
    if (!carries(e)) return;
    e.preventDefault();
    const files = [...e.dataTransfer.files].filter(f => /\.(md|txt)$/i.test(f.name));
    if (files.length) read(files);
  });

  return Object.assign(() => input.click(), { load });
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
