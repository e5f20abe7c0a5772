// Signatures: a statement, a name, a role and a day, bound by a digest to what the record said. They prove nothing about who signed.

import { ask } from './ask.js';
import { all, byId, button, el, on, tag } from './dom.js';
import { dateWords, day, readDate } from './dates.js';
import { digest } from './digest.js';
import { echo } from './echo.js';
import { laneWords } from './words.js';

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Signature} Signature */

export const plainly = 'This records a signature. It does not prove who signed.';

/**
 * @param {Field} field
 * @param {Definition} definition
 * @param {FormRecord} main
 * @param {{name: string, role: string, date: string, how: Signature["how"], witness?: string, scan?: string}} given
 * @returns {Signature}
 */
export const signature = (field, definition, main, { name, role, date, how, ...more }) => ({
  field: field.id, by: field.lane || '', name, ...(role && { role }), date, how, ...more, digest: digest(main, definition, field.label),
});

/**
 * Puts a new signature in the place of those of its field that no longer fit.
 *
 * @param {FormRecord} main
 * @param {Definition} definition
 * @param {Signature} given
 */
export const withSignature = (main, definition, given) => [...main.signed.filter(s => s.field !== given.field || stands(s, main, definition)), given];

/** Whether the record still says what was signed. @param {Signature} s @param {FormRecord} main @param {Definition} definition */
export const stands = (s, main, definition) => {
  const field = definition.fields.find(f => f.id === s.field);
  return !!field && (!s.digest || s.digest === digest(main, definition, field.label));
};

/**
 * A line to write on.
 *
 * @param {string} label
 * @param {string} id
 * @param {string} [hint]
 */
export const line = (label, id, hint) => el('div', { className: 'sign-line' }, el('label', { htmlFor: id }, label),
  hint && el('span', { className: 'hint', id: id + '-h' }, hint), el('input', { type: 'text', id, autocomplete: 'off', 'aria-describedby': hint && id + '-h' }));

const hows = /** @type {const} */ ([['screen', 'Here, on this screen'], ['paper', 'It was signed on paper'], ['returned', 'I was sent this to sign and will send it back']]);

/**
 * @param {HTMLElement} form
 * @param {import('./types.js').PageData} data
 * @param {object} page
 * @param {() => FormRecord} page.main          the record as it stands, without what is private
 * @param {(lane: string) => Signature["how"]} page.usual  how this lane most likely signs here
 * @param {(place: HTMLElement, run: () => void) => void} page.ready  does it, unless there is something to fill in or to look at first
 * @param {(list: Signature[], words: string) => void} page.sign
 * @param {(list: import('./types.js').Problem[]) => void} page.show
 */
export function signing(form, data, page) {
  const definition = /** @type {Definition} */ (data.definition), fields = definition.fields.filter(f => f.type === 'sign' && byId('s-' + f.id));
  const parts = fields.map(field => {
    const id = 'f-' + field.id, box = /** @type {HTMLFieldSetElement} */ (byId('s-' + field.id));
    const lines = /** @type {HTMLElement} */ (box.querySelector('.sign-lines'));
    const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (byId(`${id}_${part}`));
    const how = el('select', { id: id + '_how' }, ...hows.map(([value, text]) => el('option', { value }, text)));
    const paper = el('div', { className: 'sign-lines', hidden: true }, line('Who saw it being signed', id + '_witness'), line('File name of a scan, if there is one', id + '_scan'));
    const list = el('div', { className: 'signatures' }), go = button('Sign', sign);
    const way = el('div', { className: 'sign-way' }, el('div', { className: 'sign-line' }, el('label', { htmlFor: how.id }, 'How it is signed'), how), paper,
      el('p', { className: 'hint' }, plainly), go);
    lines.before(list);
    box.append(way);
    on(how, 'change', () => paper.hidden = how.value !== 'paper');
    const look = echo(input('date'), true);
    on(input('name'), 'input', () => {
      input('date').value = input('date').value || dateWords(day()); // not before: on paper it is written by hand
      go.classList.toggle('plain', !input('name').value.trim());
    });

    function sign() {
      const date = readDate(input('date').value, undefined, true), text = (/** @type {string} */ part) => input(part).value.trim(), onPaper = how.value === 'paper';
      /** @type {import('./types.js').Problem[]} */
      const lacking = [];
      const need = (/** @type {string} */ part, /** @type {unknown} */ there, /** @type {string} */ words) => !!there || lacking.push({ field: field.id, id: `${id}_${part}`, text: `${laneWords(data, field.lane)}’s signature: write ${words}` });
      if (need('name', text('name'), 'your name') === true) need('date', date, 'a date, such as 27 March 2026');
      if (onPaper) need('witness', text('witness'), 'who saw it being signed');
      if (lacking.length) return page.show(lacking);
      page.ready(list, () => {
        const main = page.main();
        const given = signature(field, definition, main, { name: text('name'), role: text('role'), date, how: /** @type {Signature["how"]} */ (how.value),
          ...(onPaper && { witness: text('witness'), scan: text('scan') }) });
        again = false;
        page.sign(withSignature(main, definition, given), `Signed by ${given.name}.`);
        box.tabIndex = -1;
        box.focus();
      });
    }

    let again = false, shown = '';
    return {
      box,
      /** @param {FormRecord} main @param {boolean} fresh */
      show(main, fresh) {
        const mine = main.signed.filter(s => s.field === field.id), fits = mine.map(s => stands(s, main, definition));
        if (fresh) {
          look();
          go.classList.add('plain');
          if (fold && main.signed[0]) fold.open = true;
          how.value = page.usual(field.lane || '');
          again = false;
        }
        lines.hidden = way.hidden = fits.includes(true) && !again;
        const now = JSON.stringify([mine, fits, again]), broken = mine.filter((s, i) => !fits[i]).map(s => s.name);
        if (now === shown) return broken;
        shown = now;
        list.replaceChildren(...mine.map((s, i) => el('div', { className: 'signature-given' + (fits[i] ? '' : ' notice warn') },
          fits[i] ? el('p', null, tag('done', 'Signed'), ' ',
            el('strong', null, s.name), s.role ? ', ' + s.role : '', ', ' + dateWords(s.date), { screen: '', returned: ', in a returned file', paper: ', on paper' + (s.witness ? `, seen by ${s.witness}` : '') }[s.how])
            : el('p', null, `Signed by ${s.name} on ${dateWords(s.date)}. Something has changed since.`),
          button('Take this signature away', () => ask(list, [`Take away the signature of ${s.name}?`],
            [['Yes, take it away', () => page.sign(page.main().signed.filter(o => JSON.stringify(o) !== JSON.stringify(s)), 'The signature is taken away.')], ['No, leave it']])))));
        if (way.hidden) list.append(button('Add another signature here', () => { again = true; this.show(page.main(), false); input('name').focus(); }));
        return broken;
      },
    };
  });
  // where nobody has to sign, signing does not stand in the way
  /** @type {HTMLDetailsElement | undefined} */
  let fold;
  if (!fields.some(f => f.required)) {
    for (const { box } of parts) {
      if (!fold || fold.nextElementSibling !== box) box.before(fold = el('details', { className: 'more' }, el('summary', null, 'Sign these notes')));
      fold.append(box);
    }
  }
  return {
    /** Shows what is signed, and gives whose signatures stand no more; fresh: another record has come to the page. @param {FormRecord} main @param {boolean} [fresh] */
    show: (main, fresh) => parts.flatMap(p => p.show(main, !!fresh)),
    /** @param {boolean} yes */
    lock: yes => parts.forEach(p => p.box.disabled = yes),
    /** Empties what was typed and not signed. */
    clear: () => parts.forEach(p => all(p.box, 'input').forEach(i => /** @type {HTMLInputElement} */ (i).value = '')),
  };
}
