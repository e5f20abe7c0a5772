// More of the markup of fields, which markup.js knows: what only the second script of a form's page needs.

import { boxId, controls } from "./markup.js";

/**
 * Whether this is the element of one of the fields.
 *
 * @param {{id: string}} field
 * @param {Element} control  of a field
 */
export const isOf = (field, control) => boxId(field.id) === control.closest(".field")?.id;

/** Boxes that are written in freely, in fields and in tables. */
export const proseBoxes =
  ".field-line input, .field-text textarea, .entry input.w-line, .entry textarea:not(.paper-only)";

/** Whether it is in a field that is private. @param {Element} e */
export const inPrivate = (e) => !!e.closest(".private");

/**
 * Where the message about a group of controls goes: before its options, table, list or lines.
 *
 * @param {ParentNode} field
 */
export const groupIn = (field) => field.querySelector(".options, .scroll, .pick, .sign-lines");

/** Whether a control is one of several under one label. @param {Element} control */
export const inGroup = (control) => !!control.closest(".options, .pick");

/** Whether it takes the focus itself. @param {Element} e */
export const isControl = (e) => e.matches(controls);
