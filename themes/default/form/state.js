// The line that says what is kept, where and since when: at the top of the form, and again by the actions.

import { button, el, say } from './dom.js';

/**
 * @param {HTMLElement[]} places
 * @param {() => void} save  saves a file, which is offered where something went wrong
 */
export function stateLine(places, save) {
  const lines = places.map(place => place.appendChild(el('div', { className: 'saved' })));
  let was = '', kind = '';
  /**
   * Says it; heard only when another sort of thing is said, so that nobody hears each minute that all is well.
   *
   * @param {string} text
   * @param {string} sort   "kept", "tab", …; "trouble" is heard at once
   * @param {[string, () => void]} [more]
   */
  return (text, sort, more) => {
    if (text === was && kind === sort) return;
    const bad = sort === 'trouble';
    lines.forEach((line, i) => {
      line.className = bad ? 'saved notice' : 'saved';
      if (bad && !i) line.setAttribute('role', 'alert');
      else line.removeAttribute('role');
      line.replaceChildren(el('p', null, bad && el('strong', null, 'Please look: '), text));
      if (bad) line.append(el('div', { className: 'row' }, button('Save a file', save), more && button(...more)));
    });
    if (sort !== kind && !bad && was) say(text);
    was = text;
    kind = sort;
  };
}
