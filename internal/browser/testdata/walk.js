// A random walk over a form's page, held against a model: each text that was ever typed is still on the page, in the
// browser's storage or in a file that left the page, unless it was given up in answer to a question.

const monthLong = 30 * 864e5;
const start = Date.UTC(2026, 9, 5, 9, 0);

/** The fields that are typed in. */
const boxes = ["wellbeing", "own-notes", "progress", "feedback", "training-due"];

/** What a person does, and how often. */
const kinds = {
  ...{ type: 9, retype: 2, date: 2, complete: 3, draft: 1, sign: 2, send: 4, save: 2, notes: 1 },
  ...{ reload: 4, open: 3, month: 2, file: 3, fresh: 2, clear: 1, finish: 1, answer: 5, takeIn: 3, takeBack: 1 },
};

/** What is often followed by an answer. */
const asking = ["send", "clear", "finish", "file", "fresh", "open", "type"];

/** The answers that give up something of what is asked about. */
const givesUp = ["Yes, clear it", "Open the file", "Use the file", "Combine the two"];

/** The buttons with which somebody says that what was sent is to be changed. */
const changes = /^(Correct|Make it a draft again|Use the file|Combine the two|Save it here again)/;

/** A sequence of steps: what is done, and a number that decides how. @param {number} seed */
function sequence(seed) {
  const next = random(seed);
  const bag = Object.entries(kinds).flatMap(([kind, often]) => Array(often).fill(kind));
  const steps = [];
  for (let n = 6 + Math.floor(next() * 9); n > 0; n--) {
    const kind = bag[Math.floor(next() * bag.length)];
    steps.push([kind, Math.floor(next() * 1000)]);
    if (asking.includes(kind) && next() < 0.6) steps.push(["answer", Math.floor(next() * 1000)]);
    if (kind === "send" && next() < 0.5) steps.push(["takeIn", 0]);
  }
  return steps;
}

/** One walk. */
class Walk {
  /** @param {Machine} machine */
  constructor(machine) {
    this.machine = machine;
    /** Every text that was typed and not given up. @type {Set<string>} */
    this.typed = new Set();
    this.count = 0;
    this.opened = "";
    this.taken = 0;
    /** What was sent as complete, by the ids of the records. @type {Map<string, string>} */
    this.sent = new Map();
    /** The ids of records of which somebody has said that they are to be changed. @type {Set<string>} */
    this.corrected = new Set();
    /** What came to the desk, and went back. */
    this.desk = [];
    /** How often each step could be taken. */
    this.done = {};
  }

  get doc() {
    return this.machine.doc;
  }

  get page() {
    return this.machine.win.precept;
  }

  word() {
    const word = `w${this.machine.seed}n${++this.count}x`;
    this.typed.add(word);
    return word;
  }

  /** All places in which a text may be. */
  places() {
    const controls = [...this.doc.querySelectorAll("#form input, #form textarea")].map((e) => e.value);
    return [...controls, ...this.machine.kept(), ...this.machine.files.map((f) => f.text)].join("\n");
  }

  /** What was typed and is nowhere. */
  lost() {
    const text = this.places();
    return [...this.typed].filter((word) => !text.includes(word));
  }

  /**
   * A complete record that was sent and is not as it was, though nobody has said that it is to be changed; or that is on
   * the page by itself.
   *
   * @param {boolean} byItself  the page was opened, and for no record that somebody chose
   */
  overwritten(byItself) {
    const texts = this.machine.kept().filter((text) => /^\d+\n/.test(text));
    const drafts = texts.map((text) => JSON.parse(text.slice(text.indexOf("\n"))));
    const ids = drafts.map((d) => d.record.record);
    for (const id of this.sent.keys()) if (!ids.includes(id)) this.sent.delete(id);
    const here = this.page.record().record;
    for (const { record, handed, sent, packed } of drafts) {
      const id = record.record;
      if (record.status !== "complete" || handed?.status !== "complete" || !(sent || packed)) continue;
      const says = JSON.stringify([record.date, record.answers]);
      const was = this.sent.get(id);
      if (was === undefined || this.corrected.has(id)) this.sent.set(id, says);
      else if (was !== says) return [`${id} as it was sent`];
      if (byItself && id === here && !this.corrected.has(id)) return [`the question whether ${id} is to be corrected`];
    }
    return [];
  }

  /** What a question on the page may be about: the record that is open, and that of the file which was opened. */
  asked() {
    const here = JSON.stringify([this.page.record(), this.page.own()]);
    const drafts = this.opened ? this.machine.kept().filter((text) => text.includes(this.opened)) : [];
    const text = [here, ...drafts].join("\n");
    return [...this.typed].filter((word) => text.includes(word));
  }

  /** Gives up what is nowhere now. @param {string[]} list */
  giveUp(list) {
    const lost = this.lost();
    for (const word of list) if (lost.includes(word)) this.typed.delete(word);
  }

  /** What is typed over is given up by the hand that wrote it, unless a file has it already. @param {string} text */
  replaced(text) {
    const filed = this.machine.files.map((f) => f.text).join("\n");
    for (const word of this.typed) if (text.includes(word) && !filed.includes(word)) this.typed.delete(word);
  }

  /** The buttons of that beginning, or of questions, that can be pressed. @param {string} [words] */
  buttons(words) {
    const list = [...this.doc.querySelectorAll(words === undefined ? ".ask button" : "main button")];
    return list.filter((b) => !b.disabled && !b.closest("[hidden]") && b.textContent.startsWith(words || ""));
  }

  /** Presses the first of these buttons; whether there is one. @param {...string} words */
  async press(...words) {
    const [button] = words.flatMap((w) => this.buttons(w));
    if (!button) return false;
    const here = this.page.record().record;
    button.click();
    await this.machine.settle(100);
    if (changes.test(button.textContent)) for (const id of [here, this.page.record().record]) this.corrected.add(id);
    return true;
  }

  /** Goes to a box and presses a key; whether that may be typed. @param {HTMLInputElement} box */
  reach(box) {
    if (!box || box.readOnly || box.disabled) return false;
    const { FocusEvent, KeyboardEvent } = this.machine.win;
    box.focus();
    box.dispatchEvent(new FocusEvent("focusin", { bubbles: true })); // where nothing is laid out
    const key = new KeyboardEvent("keydown", { key: "w", bubbles: true, cancelable: true });
    return box.dispatchEvent(key) && !box.readOnly;
  }

  /** @param {HTMLInputElement} box @param {string} text */
  write(box, text) {
    box.value = text;
    box.dispatchEvent(new this.machine.win.Event("input", { bubbles: true }));
  }

  /** @param {number} n @param {boolean} over  in the place of what is there */
  async type(n, over) {
    const box = this.doc.getElementById("f-" + boxes[n % boxes.length]);
    if (!this.reach(box)) return this.machine.settle(100);
    const before = box.value;
    this.write(box, (over ? "" : before + " ") + this.word());
    if (over) this.replaced(before);
    await this.machine.settle(n % 2 ? 1000 : 0);
    return true;
  }

  /** @param {number} n */
  async date(n) {
    const at = new Date(this.machine.now - (n % 40) * 864e5);
    const words = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const box = this.doc.getElementById("f-_date");
    const could = this.reach(box);
    if (could) {
      this.write(box, words);
      box.dispatchEvent(new this.machine.win.Event("change", { bubbles: true }));
    }
    await this.machine.settle(n % 2 ? 1000 : 100);
    return could;
  }

  /** @param {number} n */
  async sign(n) {
    const field = ["sign-preceptor", "sign-preceptee"][n % 2];
    const box = this.doc.getElementById("s-" + field);
    const name = this.doc.getElementById(`f-${field}_name`);
    if (!box || !name || name.closest("[hidden]") || !this.reach(name)) return false;
    const go = () => box.querySelector(".sign-way > .button");
    if (!go()) await this.machine.settle(100); // it comes with the second script
    if (!go()) return false;
    this.write(name, `Signer ${n}`);
    go().click();
    await this.machine.settle(100);
    return this.page.record().signed.some((s) => s.name === `Signer ${n}`);
  }

  /** Opens a file that was saved or sent before. @param {number} n */
  async file(n) {
    const list = this.machine.files;
    const input = [...this.doc.querySelectorAll("#form input[type=file]")].find((e) => /\.md/.test(e.accept));
    if (!list.length || !input) return false;
    const { name, text } = list[n % list.length];
    const transfer = new this.machine.win.DataTransfer();
    transfer.items.add(new this.machine.win.File([text], name));
    [, this.opened] = /^record: "?(\w+)/m.exec(text) || ["", ""];
    input.files = transfer.files;
    input.dispatchEvent(new this.machine.win.Event("change", { bubbles: true }));
    await this.machine.settle(100);
    return true;
  }

  /** Presses a button of a question that is open. @param {number} n */
  async answer(n) {
    const list = this.buttons();
    const button = list[n % list.length];
    if (!button) return false;
    const words = button.textContent;
    const finishing = /from this computer/.test(button.closest(".ask").textContent);
    const asked = finishing ? [...this.typed] : this.asked();
    const here = this.page.record().record;
    button
      .closest(".ask")
      .querySelectorAll(".part")
      .forEach((part, i) => {
        if (!part.querySelector(":checked")) part.querySelectorAll("input")[(n >> i) % 2].click();
      });
    button.click();
    await this.machine.settle(100);
    if (changes.test(words)) for (const id of [here, this.page.record().record]) this.corrected.add(id);
    if (givesUp.includes(words)) this.giveUp(asked);
    return true;
  }

  /** Leaves the page; what is nowhere then is given up where the page asked first. @param {boolean} close */
  async visit(close, record) {
    const asks = this.machine.asks();
    this.machine.leave();
    if (close) this.machine.closeTab();
    await this.machine.visit(record);
    this.chosen = record;
    if (asks) this.giveUp([...this.typed]);
    return true;
  }

  /** A record that is kept, to open by its address. @param {number} n */
  recordOf(n) {
    const ids = this.machine.kept().flatMap((text) => /"record":"(\w{8})"/.exec(text)?.[1] || []);
    return n % 3 && ids.length ? ids[n % ids.length] : undefined;
  }

  /** What arrived at the desk since. */
  takeIn() {
    const list = this.machine.files.slice(this.taken).filter((f) => !/\.private\./.test(f.name));
    this.taken = this.machine.files.length;
    if (list.length) this.desk.push({ take: list.map((f) => ({ name: f.name, text: f.text })) });
    return list.length > 0;
  }

  takeBack() {
    const could = this.desk.some((d) => d.take);
    if (could) this.desk.push({ back: true });
    return could;
  }

  /** Takes a step; whether it could be taken. @param {string} kind @param {number} n */
  step(kind, n) {
    const more = (/** @type {string} */ words) => this.press(words);
    switch (kind) {
      case "type":
        return this.type(n, false);
      case "retype":
        return this.type(n, true);
      case "complete":
        return more("Mark as complete");
      case "draft":
        return more("Make it a draft again");
      case "send":
        return this.press("Send my records", "Send", "Download to send");
      case "save":
        return more("Save a file");
      case "notes":
        return more("Save my private notes");
      case "fresh":
        return more("Start a new one");
      case "clear":
        return more("Clear from this device");
      case "finish":
        return more("Finish on this computer");
      case "reload":
        return this.visit(false);
      case "open":
        return this.visit(true, this.recordOf(n));
      case "month":
        return this.machine.pass(monthLong).then(() => true);
      default:
        return this[kind](n);
    }
  }

  /** Takes steps until something is lost. @param {[string, number][]} steps */
  async go(steps) {
    await this.machine.visit();
    for (const [at, [kind, n]] of steps.entries()) {
      if (await this.step(kind, n)) this.done[kind] = (this.done[kind] || 0) + 1;
      const byItself = kind === "reload" || (kind === "open" && !this.chosen);
      const lost = [...this.lost(), ...this.overwritten(byItself)];
      if (lost.length) return { at, lost };
    }
    return undefined;
  }
}

/**
 * Walks a sequence.
 *
 * @param {(seed: number) => Machine} machineOf
 * @param {number} seed
 * @param {[string, number][]} steps
 */
async function walked(machineOf, seed, steps) {
  const machine = machineOf(seed);
  const walk = new Walk(machine);
  try {
    const fault = await walk.go(steps);
    return { walk, fault };
  } finally {
    machine.end();
  }
}

/**
 * The shortest sequence found that loses something too.
 *
 * @param {(seed: number) => Machine} machineOf
 * @param {number} seed
 * @param {[string, number][]} steps
 */
async function shrink(machineOf, seed, steps) {
  for (let size = steps.length >> 1; size; size >>= 1) {
    for (let at = 0; at + size <= steps.length;) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      const { fault } = await walked(machineOf, seed, fewer);
      if (fault) steps = fewer.slice(0, fault.at + 1);
      else at += size;
    }
  }
  return steps;
}

/**
 * Walks the sequences of some seeds, up to the first that loses something.
 *
 * @param {(seed: number) => Machine} machineOf
 * @param {number} from
 * @param {number} to
 */
async function walks(machineOf, from, to) {
  const desk = [];
  const done = {};
  for (let seed = from; seed < to; seed++) {
    const steps = sequence(seed);
    const { walk, fault } = await walked(machineOf, seed, steps);
    if (fault) {
      const fewer = await shrink(machineOf, seed, steps.slice(0, fault.at + 1));
      const last = await walked(machineOf, seed, fewer);
      const lost = (last.fault || fault).lost;
      return { fault: `seed ${seed} loses ${lost.join(" ")} after ${JSON.stringify(fewer)}`, desk, done };
    }
    desk.push({ seed, steps: walk.desk });
    for (const [kind, n] of Object.entries(walk.done)) done[kind] = (done[kind] || 0) + n;
  }
  return { fault: "", desk, done };
}
