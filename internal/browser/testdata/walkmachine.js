// What a form's page runs on during a walk. A simulated machine has storage, a clock, timers and files of its own; the
// other is the browser. Both catch what the page saves and sends.

/** Plain storage, as a browser has it: each text is a property of its own. */
class Storage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, text) {
    this[key] = String(text);
  }
  removeItem(key) {
    delete this[key];
  }
  get length() {
    return Object.keys(this).length;
  }
}

/** Simulated storage in which nothing stays that was written last: a walk has to notice. */
class Sieve extends Storage {
  setItem(key, text) {
    if (!key.startsWith("precept-draft") || !(key in this)) super.setItem(key, text);
  }
}

/**
 * As much of IndexedDB as draftfiles.js uses.
 *
 * @param {Map<string, unknown>} files
 * @param {(run: () => void) => void} soon
 */
function fakeDatabase(files, soon) {
  const done = (value) => ({ result: value });
  const store = {
    get: (key) => done(files.get(key)),
    put: (value, key) => done(files.set(key, value)),
    delete: (key) => done(files.delete(key)),
  };
  const db = { createObjectStore() {}, close() {}, transaction: () => transaction() };
  function transaction() {
    const t = { objectStore: () => store, oncomplete() {} };
    soon(() => t.oncomplete());
    return t;
  }
  return {
    open() {
      const request = { result: db, onsuccess() {} };
      soon(() => request.onsuccess());
      return request;
    },
  };
}

const channel = new MessageChannel();
const ticks = [];
channel.port1.onmessage = () => ticks.shift()();

/** Lets whatever is ready in the browser happen. */
const tick = () =>
  new Promise((resolve) => {
    ticks.push(resolve);
    channel.port2.postMessage(0);
  });

/** Numbers from 0 up to 1, the same for the same seed. @param {number} seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What every machine does. */
class Machine {
  /** @param {string} page  address of the form's page */
  constructor(page) {
    this.page = page;
    /** Files that left the page, oldest first: {name, text}. */
    this.files = [];
    this.reading = 0;
    this.frame = undefined;
  }

  get win() {
    return this.frame.contentWindow;
  }

  get doc() {
    return this.win.document;
  }

  /** Catches what the page saves and sends, and counts what it reads. @param {boolean} shares @param {boolean} picks */
  catchFiles(shares, picks) {
    const { win } = this;
    const blobs = {};
    win.URL.createObjectURL = (blob) => {
      const name = `blob:${Object.keys(blobs).length}`;
      blobs[name] = blob;
      return name;
    };
    win.HTMLAnchorElement.prototype.click = (function (machine) {
      return function () {
        machine.save(this.download, blobs[this.getAttribute("href")]);
      };
    })(this);
    const define = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true });
    define(win.navigator, "canShare", shares ? () => true : undefined);
    define(win.navigator, "share", async ({ files }) => files.forEach((file) => this.save(file.name, file)));
    define(win, "showSaveFilePicker", picks ? async (o) => this.handle(o.suggestedName) : undefined);
    const machine = this;
    for (const name of ["text", "arrayBuffer"]) {
      const read = win.Blob.prototype[name];
      win.Blob.prototype[name] = function () {
        machine.reading++;
        return read.call(this).finally(() => machine.reading--);
      };
    }
  }

  /** A file that a person chose to write to. @param {string} name */
  handle(name) {
    const file = { name, text: "" };
    const write = async (text) => void (file.text = text);
    const close = async () => void (this.files.includes(file) || this.files.push(file));
    return { name, createWritable: async () => ({ write, close }) };
  }

  /** @param {string} name @param {Blob} blob */
  async save(name, blob) {
    this.reading++;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    if (name.endsWith(".zip")) this.files.push(...unzip(bytes));
    else this.files.push({ name, text: new TextDecoder().decode(bytes) });
    this.reading--;
  }

  /** Whether the page asks before one leaves it. */
  asks() {
    const e = new this.win.Event("beforeunload", { cancelable: true });
    this.win.dispatchEvent(e);
    return e.defaultPrevented;
  }
}

/** The files in a zip that are stored as they are. @param {Uint8Array} bytes */
function unzip(bytes) {
  const view = new DataView(bytes.buffer);
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const list = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50;) {
    const size = view.getUint32(at + 18, true);
    const name = at + 30;
    const data = name + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    list.push({ name: text(name, name + view.getUint16(at + 26, true)), text: text(data, data + size) });
    at = data + size;
  }
  return list;
}

/** A machine with nothing of the browser's but its elements. */
class Simulated extends Machine {
  /** @param {string} page @param {number} seed @param {{start: number, sieve?: boolean}} options */
  constructor(page, seed, { start, sieve }) {
    super(page);
    this.seed = seed;
    this.now = start;
    this.local = sieve ? new Sieve() : new Storage();
    this.session = new Storage();
    this.stored = new Map();
    this.random = random(seed);
    this.timers = [];
    this.count = 0;
  }

  /** Opens the page. @param {string} [record]  that its address asks for */
  async visit(record) {
    this.frame?.remove();
    this.timers = [];
    this.frame = document.body.appendChild(document.createElement("iframe"));
    this.frame.hidden = true; // there is nothing to lay out
    this.doc.open();
    this.doc.write(fetched(this.page).match(/<main[^]*/)[0]);
    this.doc.close();
    this.win.history.replaceState(null, "", this.page + (record ? `#record=${record}` : ""));
    this.simulate();
    this.catchFiles(this.seed % 2 === 0, this.seed % 3 === 0);
    for (const src of fetched(this.page).match(/[^"= ]*assets\/form-[^" >]*\.js/g)) {
      this.run(new URL(src, this.page).href);
    }
    await this.settle(1000);
  }

  /** Runs a script at once: as text in the page, which the browser compiles only once. @param {string} address */
  run(address) {
    const script = this.doc.createElement("script");
    script.textContent = fetched(address);
    this.doc.body.append(script);
  }

  simulate() {
    const { win, doc } = this;
    const define = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true });
    const now = () => this.now;
    const Real = win.Date;
    class Clock extends Real {
      constructor(...when) {
        super(...(when.length ? when : [now()]));
      }
      static now() {
        return now();
      }
    }
    define(win, "Date", Clock);
    define(win, "localStorage", this.local);
    define(win, "sessionStorage", this.session);
    define(
      win,
      "indexedDB",
      fakeDatabase(this.stored, (run) => win.setTimeout(run, 1)),
    );
    define(win, "BroadcastChannel", undefined);
    win.Math.random = this.random;
    win.crypto.getRandomValues = (list) => list.map(() => Math.floor(this.random() * 2 ** 32));
    win.setTimeout = (run, wait = 0, ...args) => {
      this.timers.push({ id: ++this.count, at: this.now + wait, run: () => run(...args) });
      return this.count;
    };
    win.clearTimeout = (id) => void (this.timers = this.timers.filter((t) => t.id !== id));
    doc.head.append = (...nodes) => nodes.forEach((node) => this.append(node));
  }

  /** A script is run a moment after it is put into the page. @param {Node | string} node */
  append(node) {
    if (!node.src) return this.win.Element.prototype.append.call(this.doc.head, node);
    this.win.setTimeout(() => {
      this.run(node.src);
      node.onload?.();
    }, 30);
  }

  /** Lets an amount of time go by, in ms. @param {number} ms */
  async settle(ms) {
    const end = this.now + ms;
    for (let quiet = 0; quiet < 2; quiet++) {
      for (;;) {
        this.timers.sort((a, b) => a.at - b.at || a.id - b.id);
        if (!this.timers.length || this.timers[0].at > end) break;
        const timer = this.timers.shift();
        this.now = Math.max(this.now, timer.at);
        timer.run();
        await tick();
        quiet = 0;
      }
      do await tick();
      while (this.reading);
    }
    this.now = end;
  }

  /** @param {number} ms */
  async pass(ms) {
    this.now += ms - 1000;
    await this.settle(1000);
  }

  /** Leaves the page. */
  leave() {
    this.win.dispatchEvent(new this.win.Event("pagehide"));
  }

  closeTab() {
    this.session = new Storage();
  }

  kept = () => [...Object.values(this.local), ...Object.values(this.session)];

  end() {
    this.frame?.remove();
  }
}

/** The browser itself. Its pages have a clock that can be put on; see walkClock in walk_test.go. */
class Browser extends Machine {
  /** @param {string} page @param {number} seed */
  constructor(page, seed) {
    super(page);
    this.seed = seed;
    localStorage.clear();
    sessionStorage.clear();
    window.walkAhead = 0;
  }

  get now() {
    return Date.now() + window.walkAhead;
  }

  /** Opens the page. @param {string} [record] */
  async visit(record) {
    this.frame = document.body.appendChild(document.createElement("iframe"));
    this.frame.src = this.page + (record ? `#record=${record}` : "");
    await new Promise((resolve) => (this.frame.onload = resolve));
    this.catchFiles(this.seed % 2 === 0, this.seed % 3 === 0);
    this.doc.getElementById("form").dispatchEvent(new FocusEvent("focusin")); // the page fetches its other scripts
    while (!this.win["precept-exchange"]) await this.settle(10);
  }

  /** @param {number} ms */
  async settle(ms) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 60)));
    do await tick();
    while (this.reading);
  }

  /** @param {number} ms */
  async pass(ms) {
    window.walkAhead += ms;
    await this.settle(700);
  }

  leave() {
    this.frame.remove();
  }

  closeTab() {
    sessionStorage.clear();
  }

  kept = () => [...Object.values(localStorage), ...Object.values(sessionStorage)];

  end() {
    this.frame?.remove();
  }
}

/** @type {{[address: string]: string}} */
const pages = {};

/** The text of an address of this site, fetched once. @param {string} address */
function fetched(address) {
  if (!(address in pages)) {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    pages[address] = request.responseText;
  }
  return pages[address];
}
