// Who uses a device of their own, and whose a record is.

import { say } from "../say.js";

/**
 * A page, or whatever else has a device and what is kept on it.
 *
 * @typedef {{device: import('./device.js').Device, store: import('./drafts.js').Drafts,
 *   data: import('./model.js').PageData}} At
 */

/**
 * Who uses the device. also: other names of theirs, as records have them.
 *
 * @typedef {{name: string, lane: string, role: string, also: string[]}} Person
 */

/** @param {At} at */
const keyOf = ({ store }) => `precept-person ${store.root} `;

/** Who uses the device; null until they say, and where it is shared. @param {At} at @returns {Person | null} */
export function personOf(at) {
  if (at.device.owner() !== "own") return null;
  try {
    const person = JSON.parse(at.store.storage?.getItem(keyOf(at)) || "null");
    return person?.name ? person : null;
  } catch {
    return null; // another program spoilt it
  }
}

/** @param {At} at @param {Person} person */
export function keepPerson(at, person) {
  try {
    at.store.storage?.setItem(keyOf(at), JSON.stringify(person));
  } catch {
    // the page goes on offering to take the name
  }
}

/** The preceptee whose device it is, or "". @param {At} at */
export function whose(at) {
  const me = personOf(at);
  return me?.lane === at.data.whose ? me.name : "";
}

/** A name without what people type differently, and as the folder is called that is named after it. @param {string} name */
const plain = (name) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim();

/** @param {string} a @param {string} b */
export const same = (a, b) => plain(a) === plain(b);

/** Whether it is a name of who uses the device. @param {At} at @param {string} name */
export function isMe(at, name) {
  const me = personOf(at);
  return !!me && [me.name, ...me.also].some((mine) => same(mine, name));
}

/** Names the preceptee, where that is somebody else. @param {At} at @param {{preceptee: string}} record */
export const otherWords = (at, { preceptee }) =>
  preceptee && !isMe(at, preceptee) ? say("The record is {1}’s.", preceptee) : "";
