// Dates as they are typed, said in words beside their box.
import { describe, el, on, say, settled } from './dom.js';
import { dateWords, day, readDate } from './dates.js';

/**
 * @param {HTMLInputElement} input
 * @param {boolean} [past]  a day that has been is asked for
 * @returns {() => void} says what stands there now
 */
export function echo(input, past) {
  const said = el('span', { className: 'echo', id: input.id + '_e' });
  input.after(said);
  const look = (/** @type {unknown} */ left) => {
    const iso = readDate(input.value, undefined, past), wrong = left === true && !iso && !!input.value.trim();
    said.textContent = iso ? new Date(iso).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }) + ' ' + dateWords(iso) + (past && iso > day() ? '. This day is still to come.' : '')
      : wrong ? 'This date does not exist or could not be read. Write it like 27 March 2026.' : '';
    said.classList.toggle('wrong', wrong);
    describe(input, said.id, wrong);
    input.ariaInvalid = wrong ? 'true' : null;
    return iso;
  };
  on(input, 'input', look);
  on(input, 'change', () => {
    const iso = look(false);
    if (iso) input.value = dateWords(iso);
    settled(() => { look(true); say(said.textContent || ''); });
  });
  return () => { look(false); };
}
