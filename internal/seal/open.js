// Opens what is sealed in this page, shows it, and locks it again. The key and what was opened are only in memory;
// locking lets go of both. Package seal makes the file and says what is in it; each phrase is written in place of its
// say(), as in the scripts of the theme.
(() => {
  const MINUTE = 60_000;
  const IDLE = 10 * MINUTE;
  const WARNING = 9 * MINUTE;
  const LIMITS = { least: 600_000, most: 10_000_000 };
  const WRONG = say(
    "The file did not open. Either the passphrase is wrong, or the file was changed after it was made.",
  );
  const CHANGED = say("This file was changed after it was made, or part of it is missing. Ask for it again.");
  const TYPES = { jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", gif: "image/gif", webp: "image/webp" };

  /** @param {string} id @returns {any} */
  const byId = (id) => document.getElementById(id);
  const front = byId("seal-front");
  const form = byId("seal-form");
  const box = byId("seal-passphrase");
  const bar = byId("seal-bar");
  const warning = byId("seal-warning");
  const opened = byId("seal-opened");
  const title = document.title;

  /** Where the reader was when it locked. */
  let place = { top: 0, hash: "" };
  /** @type {string[]} */
  let addresses = [];
  let lastMove = 0;
  let timer = 0;

  /** @param {string} text */
  const tell = (text) => {
    byId("seal-message").textContent = text;
  };

  /** @param {string} text */
  function bytes(text) {
    const chars = atob(text);
    const list = new Uint8Array(chars.length);
    for (let i = 0; i < chars.length; i++) list[i] = chars.charCodeAt(i);
    return list;
  }

  /** The envelope, if it is whole and of this page. */
  function envelope() {
    const found = document.querySelectorAll("#envelope");
    const e = JSON.parse(found[0].textContent || "");
    const sound =
      found.length === 1 &&
      e.format === "precept-seal/1" &&
      e.number === byId("sealed").dataset.number &&
      e.kdf === "PBKDF2-HMAC-SHA-256" &&
      e.cipher === "AES-256-GCM" &&
      Number.isInteger(e.iterations) &&
      e.iterations >= LIMITS.least &&
      e.iterations <= LIMITS.most;
    if (!sound) throw new Error(CHANGED);
    return { ...e, saltBytes: bytes(e.salt), nonceBytes: bytes(e.nonce), dataBytes: bytes(e.data) };
  }

  /** As Go normalises it. @param {string} text */
  const normalise = (text) =>
    text
      .normalize("NFKC")
      .split(/[\t-\r ]+/)
      .filter(Boolean)
      .join(" ");

  /** @param {any} e @param {string} passphrase @returns {Promise<Uint8Array>} */
  async function decrypt(e, passphrase) {
    const encoder = new TextEncoder();
    const words = await crypto.subtle.importKey("raw", encoder.encode(passphrase), "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt: e.saltBytes, iterations: e.iterations },
      words,
      { name: "AES-GCM", length: 256 },
      false,
      ["decrypt"],
    );
    const bound = [e.format, e.number, e.kdf, e.iterations, e.salt, e.cipher, e.nonce].join("\n") + "\n";
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: e.nonceBytes, additionalData: encoder.encode(bound) },
      key,
      e.dataBytes,
    );
    const length = Number(new DataView(plain).getBigUint64(0));
    return new Uint8Array(plain, 8, length);
  }

  /** The files of a tar archive by name. @param {Uint8Array} packed */
  async function unpack(packed) {
    const stream = new Blob([/** @type {any} */ (packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
    const tar = new Uint8Array(await new Response(stream).arrayBuffer());
    const decoder = new TextDecoder();
    /** @param {number} from @param {number} size */
    const text = (from, size) => decoder.decode(tar.subarray(from, from + size)).split("\0")[0];
    /** @type {Map<string, Uint8Array>} */
    const files = new Map();
    let longName = "";
    for (let at = 0; at + 512 <= tar.length && tar[at];) {
      const size = parseInt(text(at + 124, 12), 8);
      const prefix = text(at + 345, 155);
      const name = longName || (prefix ? prefix + "/" : "") + text(at, 100);
      const data = tar.subarray(at + 512, at + 512 + size);
      longName = "";
      if (tar[at + 156] === 0x78) longName = /\d+ path=(.*)\n/.exec(decoder.decode(data))?.[1] || "";
      else files.set(name, data);
      at += 512 + Math.ceil(size / 512) * 512;
    }
    return files;
  }

  /** Lets the page name the files that came with it. @param {Document} page @param {Map<string, Uint8Array>} files */
  function link(page, files) {
    /** @type {Map<string, string>} */
    const made = new Map();
    /** @param {string} path */
    const address = (path) => {
      const data = files.get("folder/" + path);
      if (!data) return "";
      const known = made.get(path);
      if (known) return known;
      const ending = /** @type {keyof typeof TYPES} */ (path.split(".").pop() || "");
      const type = TYPES[ending] || "application/octet-stream";
      const url = URL.createObjectURL(new Blob([/** @type {any} */ (data)], { type }));
      made.set(path, url);
      addresses.push(url);
      return url;
    };
    for (const img of page.querySelectorAll("img")) {
      const to = address(img.getAttribute("src") || "");
      img.loading = "eager"; // it is here already, and is waited for
      if (to) img.src = to;
    }
    for (const a of page.querySelectorAll("a")) {
      const path = a.getAttribute("href") || "";
      const to = address(path);
      if (!to) continue;
      a.href = to;
      a.download = path.split("/").pop() || "";
    }
  }

  /** @param {Map<string, Uint8Array>} files */
  async function show(files) {
    const page = new DOMParser().parseFromString(new TextDecoder().decode(files.get("page.html")), "text/html");
    link(page, files);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync([...page.querySelectorAll("style")].map((s) => s.textContent).join("\n"));
    document.adoptedStyleSheets = [sheet];
    document.title = page.title;
    document.documentElement.dataset.paper = page.documentElement.dataset.paper || "";
    opened.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
    // A picture that comes later would move what is below it.
    await Promise.all([...opened.querySelectorAll("img")].map((img) => img.decode().catch(() => {})));
    front.hidden = true;
    bar.hidden = false;
    box.value = "";
    tell("");
    if (place.hash) location.hash = place.hash;
    if (place.top) window.scrollTo(0, place.top);
    else byId("seal-lock").focus();
    watch();
  }

  /** Takes everything that was opened away. @param {string} why */
  function lock(why) {
    if (bar.hidden) return;
    place = { top: window.scrollY, hash: location.hash };
    clearTimeout(timer);
    if (warning.open) warning.close();
    opened.replaceChildren();
    addresses.forEach((url) => URL.revokeObjectURL(url));
    addresses = [];
    document.adoptedStyleSheets = [];
    document.title = title;
    delete document.documentElement.dataset.paper;
    history.replaceState(null, "", "#"); // the address would tell which record was read
    front.hidden = false;
    bar.hidden = true;
    tell(why);
    box.focus();
  }

  /** Warns, and then locks, where nothing was done for a time. */
  function watch() {
    clearTimeout(timer);
    lastMove = Date.now();
    timer = window.setTimeout(() => {
      warning.showModal();
      timer = window.setTimeout(
        () => lock(say("It was locked, because it was not used for ten minutes.")),
        IDLE - WARNING,
      );
    }, WARNING);
  }

  function moved() {
    if (bar.hidden || warning.open) return;
    if (Date.now() - lastMove > 1000) watch();
  }

  async function open() {
    const passphrase = normalise(box.value);
    if (!passphrase) {
      tell(say("Write the passphrase first."));
      box.focus();
      return;
    }
    tell(say("Opening. This takes a few seconds."));
    /** @type {any} */
    let e;
    try {
      e = envelope();
    } catch {
      tell(CHANGED);
      return;
    }
    try {
      await show(await unpack(await decrypt(e, passphrase)));
    } catch (why) {
      tell(
        why instanceof DOMException
          ? WRONG
          : say("This browser is too old to show the file. Open it with a newer one."),
      );
      box.focus();
    }
  }

  byId("seal-no-script").hidden = true;
  if (!window.isSecureContext || !window.crypto?.subtle) {
    tell(say("Save this file, and open the saved file: at an http:// address the browser cannot decrypt it."));
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", (/** @type {Event} */ e) => {
    e.preventDefault();
    open();
  });
  byId("seal-show").addEventListener("change", () => {
    box.type = byId("seal-show").checked ? "text" : "password";
  });
  byId("seal-lock").addEventListener("click", () => {
    lock(say("It is locked."));
  });
  warning.addEventListener("close", () => {
    if (!bar.hidden) watch();
  });
  byId("seal-stay").addEventListener("click", () => warning.close());
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart", "scroll"])
    document.addEventListener(kind, moved, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !bar.hidden && Date.now() - lastMove > IDLE)
      lock(say("It was locked, because it was not used."));
  });
  box.focus();
})();
