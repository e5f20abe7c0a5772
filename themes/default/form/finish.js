// Finishing on a computer: all that this site keeps in the browser is saved, and then, once somebody says so, cleared.

import { ask } from './ask.js';
import { button, el, say } from './dom.js';
import { download } from './files.js';
import { fileName, writeRecord } from './record.js';
import { gathered, packed, parts } from './send.js';
import { utf8 } from './text.js';
import { count } from './words.js';

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {HTMLElement} place
 * @param {import('./drafts.js').Drafts} store
 * @param {(draft: Draft) => Promise<File[]>} filesOf
 * @param {Draft | null} unkept  what is on the page and in no storage
 * @param {() => void} done
 */
export async function finish(place, store, filesOf, unkept, done) {
  const list = [...store.list(), ...unkept ? [unkept] : []];
  const save = (/** @type {{name: string, bytes: Uint8Array}[]} */ files) => {
    if (files.length > 1) return packed(files);
    download(files[0].name, /** @type {BlobPart} */ (files[0].bytes), 'text/markdown');
    return files[0].name;
  };
  const saved = list.length ? save(await gathered(list, filesOf)) : '';
  const notes = list.flatMap(d => {
    const { main, own } = parts(d);
    return own ? [{ name: fileName(main).replace(/md$/, 'private.md'), bytes: utf8(writeRecord(own, d.definition.title)) }] : [];
  });
  ask(place, [
    saved ? `Saved as ${saved}, among your downloads. Check that you have it, and take it with you.` : 'Nothing is kept on this device.',
    notes.length ? el('p', null, 'Your private notes are not in that file. ', button('Save my private notes', () => save(notes))) : '',
    `Now clear ${list.length ? count(list.length, 'record') + ' of this site' : 'what this site remembers'} from this device?`,
  ], [['Yes, clear all', async () => {
    await store.clear();
    done();
    say('All of this site’s records are cleared from this device.');
    ask(place, ['All of this site’s records are cleared from this device. Files that you saved are still among your downloads: take them off a shared computer.']);
  }], ['No, keep them']]);
}
