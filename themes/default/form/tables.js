// Tables to fill in: rows that a person adds, moves and removes, or rows that the form gives.
import { all, button, el, on, say } from "./dom.js";
import { decimal, words } from "./complete.js";
import { control } from "./controls.js";
import { keyOf } from "./fields.js";

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./fields.js').Control} Control */
/** @typedef {import('./fields.js').Env} Env */
/** @typedef {import('./fields.js').Left} Left */

/**
 * A row on the page. rest is what was written for columns that the form has no more; empty: it came with nothing in it.
 *
 * @typedef {{tr: HTMLElement, key: string, label: () => string, cells: {column: Field, key: string, control: Control}[], rest: Row, empty: boolean}} Line
 */

/**
 * @param {Field} field
 * @param {HTMLElement} box
 * @param {Env} env
 * @returns {Control}
 */
export function table(field, box, env) {
  const body = /** @type {HTMLElement} */ (box.querySelector("tbody"));
  const scroll = /** @type {HTMLElement} */ (box.querySelector(".scroll"));
  const columns = field.columns || [];
  const first = /** @type {HTMLElement} */ (body.firstElementChild);
  const pattern = /** @type {HTMLElement} */ (first.cloneNode(true));
  /** @type {Line[]} */
  let lines = [];
  /** @type {{[row: string]: any}} */
  let others = {};

  /**
   * @param {HTMLElement} tr
   * @param {{id: string, label: string, was?: string}} [fixed]
   * @returns {Line}
   */
  function line(tr, fixed) {
    const cells = all(tr, "td");
    const label = () => (fixed ? fixed.label : "row " + (lines.indexOf(made) + 1));
    /** @type {Line} */
    const made = {
      tr,
      key: fixed ? fixed.id : "",
      label,
      rest: {},
      empty: false,
      cells: columns.map((column, i) => ({
        column,
        key: column.id,
        control: control(column, cells[i], env, () => field.label + ": " + label() + ", " + column.label, field.id),
      })),
    };
    return made;
  }

  /**
   * @param {Line} to
   * @param {any} value
   */
  function fill(to, value) {
    const from = value && typeof value === "object" ? value : {};
    to.rest = { ...from };
    to.empty = value !== undefined && !filled(from);
    for (const cell of to.cells) {
      cell.key = keyOf(cell.column, from);
      delete to.rest[cell.key];
      cell.control.write(Object.hasOwn(from, cell.key) ? from[cell.key] : undefined);
    }
  }

  /** @param {Line} from */
  function values(from) {
    /** @type {Row} */
    const row = { ...from.rest };
    for (const { key, control } of from.cells) {
      const value = control.read();
      if (value !== undefined) row[key] = /** @type {string | string[]} */ (value);
    }
    return row;
  }

  const total = el("p", { className: "total" });
  const sums = columns.filter((c) => c.sum);
  function add() {
    total.textContent = sums
      .map((c) => {
        let n = 0;
        for (const { cells } of lines)
          for (const { column, control } of cells) if (column === c) n += decimal(control.read()) || 0;
        return `${c.label}: ${words(n)} of ${c.sum}${c.unit ? " " + c.unit : ""} so far`;
      })
      .join("; ");
  }
  if (sums.length) {
    scroll.after(total);
    on(box, "input change", add);
  }

  /** @returns {Left[]} */
  const left = () => [
    ...lines.flatMap((l) =>
      Object.keys(l.rest).map((key) => /** @type {Left} */ ([`${field.label}: ${l.label()}, ${key}`, l.rest[key]])),
    ),
    ...Object.keys(others).map((key) => /** @type {Left} */ ([`${field.label}: ${key}`, others[key]])),
  ];
  const problems = () => lines.flatMap((l) => l.cells.flatMap((c) => c.control.problems()));

  const filled = (/** @type {object} */ o) => Object.keys(o).length > 0;
  const read = () => {
    const list = lines.map((l) => ({ l, row: values(l) })).filter(({ l, row }) => l.empty || filled(row));
    if (!field.rows) return list.some((r) => filled(r.row)) ? list.map((r) => r.row) : undefined;
    const value = { ...others };
    for (const { l, row } of list) value[l.key] = row;
    return filled(value) ? value : undefined;
  };

  if (field.rows) {
    lines = field.rows.map((r) => line(/** @type {HTMLElement} */ (body.querySelector(`[data-row="${r.id}"]`)), r));
    add();
    return {
      read,
      problems,
      left,
      write(value) {
        const from = value && typeof value === "object" && !Array.isArray(value) ? value : {};
        others = { ...from };
        (field.rows || []).forEach((r, i) => {
          const key = (lines[i].key = keyOf(r, from));
          delete others[key];
          fill(lines[i], Object.hasOwn(from, key) ? from[key] : undefined);
        });
        add();
      },
    };
  }

  // Rows that a person adds. Each is a copy of the first as it came, with its own numbers and buttons.
  const undo = el("p", { className: "undo", hidden: true });
  const more = button(
    "Add a row",
    () => {
      const made = insert(lines.length);
      number();
      focus(made);
      say(`Row ${lines.length} added`);
      env.changed();
    },
    { className: "button plain add" },
  );
  /** @type {HTMLElement} */ (box.querySelector("thead tr")).append(el("td", { className: "row-acts" }));
  scroll.after(undo, more);
  // a row of many boxes is easier to fill in as a card, where each has room
  if (columns.length > 3) {
    box.classList.add("stack");
    box.classList.remove("wide");
    scroll.removeAttribute("tabindex");
  }
  // a blank table has as many lines on paper as it has without script
  const blank = body.children.length - 1;
  on(window, "beforeprint", () => {
    for (let i = read() ? blank : 0; i < blank; i++) {
      const spare = /** @type {HTMLElement} */ (pattern.cloneNode(true));
      spare.className = "spare";
      for (const e of all(spare, "[id]")) e.removeAttribute("id");
      body.append(spare);
    }
  });
  on(window, "afterprint", () => all(body, ".spare").forEach((e) => e.remove()));
  body.replaceChildren();

  /** @param {Line} l */
  const focus = (l) => /** @type {HTMLElement} */ (l.tr.querySelector("input, textarea, select, summary")).focus();

  /** Gives the rows their numbers, as the page without script has them. */
  function number() {
    lines.forEach(({ tr }, i) => {
      const n = i + 1;
      if (body.children[i] !== tr) body.insertBefore(tr, body.children[i] || null);
      for (const e of all(tr, "*")) {
        for (const { name, value } of [...e.attributes]) {
          const now = /^(id|for|aria-describedby)$/.test(name)
            ? value.replace(/_\d+(?=_)/g, "_" + n)
            : name === "name"
              ? value.replace(/\.\d+(?=\.)/, "." + n)
              : name === "aria-label"
                ? value.replace(/\b(row) \d+/i, "$1 " + n)
                : value;
          if (now !== value) e.setAttribute(name, now);
        }
      }
    });
    add();
    env.relock();
  }

  /** @param {number} at */
  function insert(at) {
    const tr = /** @type {HTMLElement} */ (pattern.cloneNode(true));
    const made = line(tr);
    /** @param {number} by */
    const move = (by) => (/** @type {MouseEvent} */ e) => {
      const from = lines.indexOf(made),
        b = /** @type {HTMLButtonElement} */ (e.currentTarget);
      lines.splice(from, 1);
      lines.splice(from + by, 0, made);
      number();
      (b.disabled ? /** @type {HTMLElement} */ (b.parentElement?.querySelector("button:enabled.move")) : b).focus();
      say(`Now row ${from + by + 1}`);
      env.changed();
    };
    tr.append(
      el(
        "td",
        { className: "row-acts" },
        el(
          "div",
          null,
          button("↑", move(-1), { className: "button plain move up", "aria-label": "Move row 0 up" }),
          button("↓", move(1), { className: "button plain move down", "aria-label": "Move row 0 down" }),
          button("Remove", () => remove(made), { "aria-label": "Remove row 0" }),
        ),
      ),
    );
    lines.splice(at, 0, made);
    return made;
  }

  /** @param {Line} gone */
  function remove(gone) {
    const at = lines.indexOf(gone),
      back = button("Undo", () => {
        // a row put in because none was left makes room again
        if (lines.length === 1 && spare && !filled(values(spare))) drop(spare);
        lines.splice(at, 0, gone);
        number();
        undo.hidden = true;
        focus(gone);
        say(`Row ${at + 1} is back`);
        env.changed();
      });
    drop(gone);
    const spare = lines.length ? null : insert(0);
    number();
    undo.replaceChildren(`Row ${at + 1} was removed. `, back);
    undo.hidden = false;
    back.focus();
    say(`Row ${at + 1} was removed. You can undo it.`);
    env.changed();
  }

  /** @param {Line} gone */
  function drop(gone) {
    lines.splice(lines.indexOf(gone), 1);
    gone.tr.remove();
  }

  /** @param {any} [value] */
  function write(value) {
    const from = Array.isArray(value) ? value : [];
    [...lines].forEach(drop);
    undo.hidden = true;
    for (let i = 0; i < Math.max(from.length, field.at_least || 0, 1); i++) fill(insert(i), from[i]);
    number();
  }
  write();
  return { read, write, problems, left };
}
