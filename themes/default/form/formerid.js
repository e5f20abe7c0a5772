// Fields, columns and rows keep the answers that were written under the id that they had before, and lanes what was
// signed under theirs.

/** The id that a lane has now. @param {{former?: {[id: string]: string}}} definition @param {string} lane */
export const laneNow = ({ former }, lane) => former?.[lane] || lane;

/** @param {unknown} v */
export const isEmpty = (v) =>
  v == null || v === "" || (typeof v === "object" && !Object.keys(/** @type {object} */ (v)).length);

/**
 * The field, column or row that a record's key is about: by its id, or by a former one where the record does not have
 * both.
 *
 * @template {{id: string, was?: string}} T
 * @param {T[] | undefined} list
 * @param {string} key
 * @param {object} answers  the record's, with that key
 * @returns {T | undefined}
 */
export const forKey = (list, key, answers) =>
  list?.find((f) => f.id === key) ||
  list?.find((f) => f.was === key && isEmpty(Object.getOwnPropertyDescriptor(answers, f.id)?.value));

/**
 * The key of a field, column or row in what was written: its id, or the one that it had before.
 *
 * @param {{id: string, was?: string}} of
 * @param {object} answers
 */
export const keyOf = ({ id, was }, answers) =>
  !Object.hasOwn(answers, id) && was && Object.hasOwn(answers, was) ? was : id;

/**
 * What was written under a key.
 *
 * @template T
 * @param {{[key: string]: T}} answers
 * @param {string} key
 */
export const under = (answers, key) => (Object.hasOwn(answers, key) ? answers[key] : undefined);
