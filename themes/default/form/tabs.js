// One record, one tab that writes it. The tabs of a site ask one another, and one can hand over what it holds to another. A tab that
// sleeps does not answer; should both write then, drafts.js sees it and keeps both.

/**
 * @param {() => unknown} give  another tab takes the record over: keeps what there is, stops writing, and returns what it had
 */
export function tabs(give) {
  const me = String(Math.random());
  let name = "",
    held = false,
    asking = false,
    taken = false;
  /** @type {((what: unknown) => void) | undefined} */
  let handed;
  /** @type {Promise<boolean>} */
  let claimed;

  const tell = channel((m) => {
    if (m.name !== name || m.from === me) return;
    if (m.what === "who" && (held || (asking && me < m.from))) post("mine");
    if (m.what === "mine") taken = true;
    if (m.what === "given" && handed) handed(m.draft);
    if (m.what === "give" && held) {
      holds(false);
      post("given", give());
    }
  });
  const post = (/** @type {string} */ what, /** @type {unknown} */ draft = null) =>
    tell({ name, from: me, what, draft });

  /** @param {boolean} yes */
  function holds(yes) {
    held = yes;
    claimed = Promise.resolve(yes);
  }

  /** @param {string} of */
  async function ask(of) {
    name = of;
    held = taken = false;
    asking = true;
    post("who");
    await wait(250);
    if (name !== of) return false;
    asking = false;
    return (held = !taken);
  }

  return {
    /** Lets go of the record. */
    drop() {
      held = false;
      name = "";
    },

    /** Whether this tab may write the record of that name. @param {string} of @returns {Promise<boolean>} */
    claim(of) {
      if (of !== name) claimed = ask(of);
      return claimed;
    },

    /** Takes it over; gives what the other tab had, if that answers. */
    async take() {
      const answer = new Promise((done) => (handed = done));
      post("give");
      const what = await Promise.race([answer, wait(800)]);
      handed = undefined;
      holds(true);
      return what;
    },
  };
}

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Hears what other tabs of this site say; returns how to say something to them.
 *
 * @param {(m: any) => void} hear
 * @returns {(m: object) => void}
 */
function channel(hear) {
  try {
    const c = new BroadcastChannel("precept");
    c.onmessage = (e) => hear(e.data);
    return (m) => c.postMessage(m);
  } catch {
    return () => {};
  } // a browser that keeps nothing may not let tabs talk either; nothing can be overwritten there
}
