// Points out what looks as if it tells who a patient is, kindly, and without ever saying it again.
import { all, button, describe, el, on, say } from './dom.js';
import { hits } from './identify.js';
import { clean } from './text.js';

/** @typedef {import('./types.js').Allowance} Allowance */
/** @typedef {import('./types.js').Definition} Definition */

const boxes = '.field-line input, .field-text textarea, .entry input.w-line, .entry textarea:not(.paper-only)';

/**
 * @param {HTMLElement} root
 * @param {Definition} definition
 * @param {() => void} changed
 */
export function coach(root, definition, changed) {
  /** @type {Allowance[]} */
  let allow = [];
  /** @type {Map<HTMLElement, number>} */
  const resting = new Map();
  /** @type {WeakMap<HTMLElement, HTMLElement>} */
  const notes = new WeakMap();

  const mine = (/** @type {Element} */ e) => e.matches(boxes) && !e.closest('.coach');
  const every = () => /** @type {HTMLInputElement[]} */ (all(root, boxes).filter(mine));

  /** @param {HTMLElement} box */
  const fieldOf = box => (/** @type {HTMLElement} */ (box.closest('.field'))).id.slice(2);

  /** @param {HTMLInputElement} box */
  function look(box) {
    const field = definition.fields.find(f => f.id === fieldOf(box));
    return hits(box.value, (field && field.label || '') + ' ' + (box.getAttribute('aria-label') || ''), definition.subject === 'organisation');
  }

  /** @param {HTMLElement} box */
  function noteOf(box) {
    let note = notes.get(box);
    if (!note) {
      note = el('div', { className: 'coach', id: 'n-' + box.id, 'aria-live': 'polite' });
      notes.set(box, note);
      box.after(note);
    }
    return note;
  }

  /** @param {HTMLInputElement} box */
  function check(box) {
    clearTimeout(resting.get(box));
    const at = fieldOf(box), found = look(box).filter(h => !allow.some(a => a.rule === h.rule && a.at === at));
    const note = found.length ? noteOf(box) : notes.get(box);
    if (!note) return;
    const first = found.filter((h, i) => found.findIndex(other => other.rule === h.rule) === i);
    const rules = first.map(h => h.rule), now = rules.join();
    if ((note.dataset.rules || '') === now) return;
    note.dataset.rules = now;
    describe(box, note.id, !!now);
    note.replaceChildren();
    if (!now) return;
    const id = note.id + '_r';
    const reason = el('input', { type: 'text', id, className: 'w-line', autocomplete: 'off' });
    note.append(
      ...first.map((h, i) => el('p', null, !i && el('strong', null, 'Check this: '), `${i ? 'It also' : 'it'} looks as if it holds ${h.what}. ${h.advice}`)),
      el('details', { className: 'more' }, el('summary', null, 'This is not about a patient'), el('div', null,
        el('label', { for: id }, 'What is it, then? A few words are enough.'), reason,
        button('Leave it as it is', () => {
          const why = clean(reason.value).trim();
          if (!why) {
            reason.setAttribute('aria-invalid', 'true');
            reason.focus();
            say('Write a few words first');
            return;
          }
          allow.push(...rules.map(rule => ({ rule, at, reason: why })));
          box.focus();
          every().forEach(other => notes.has(other) && check(other));
          say('Left as it is, with your reason');
          changed();
        }))));
  }

  on(root, 'focusin', e => mine(e.target) && noteOf(e.target));
  on(root, 'input', e => {
    const box = e.target;
    if (!mine(box)) return;
    clearTimeout(resting.get(box));
    resting.set(box, setTimeout(() => check(box), 2000));
  });
  on(root, 'focusout', e => mine(e.target) && check(e.target));

  return {
    /** What was said to be no identifier and still looks like one, or cannot be looked at here. */
    allowed: () => allow.filter(a => {
      const there = every().filter(box => fieldOf(box) === a.at);
      return !there.length || there.some(box => look(box).some(h => h.rule === a.rule));
    }),
    /**
     * Takes over what has been said before, and looks at everything anew.
     *
     * @param {Allowance[]} [known]
     */
    know(known) {
      allow = [...known || []];
      every().forEach(check);
    },
  };
}
