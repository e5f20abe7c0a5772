// One record, one tab that writes it. The tabs of a site ask one another, and one can hand over what it holds to
// another. A tab that sleeps does not answer; if both write then, drafts.js sees it and keeps both.

/** How long a tab waits for another to answer, in ms. */
const claimWait = 250;
const handoverWait = 800;

/** A message between tabs. @typedef {{name: string, from: string, what: string, draft: unknown}} Message */

/**
 * @param {() => unknown} give  another tab takes the record over: keeps what there is, stops writing, and returns what
 *   it had
 */
export function tabs(give) {
  const id = String(Math.random());
  let name = "";
  let holds = false;
  let asking = false;
  let refused = false;
  /** @type {((draft: unknown) => void) | undefined} */
  let received;
  /** @type {Promise<boolean>} */
  let claimed;

  const send = channel((m) => {
    if (m.name !== name || m.from === id) return;
    if (m.what === "who" && (holds || (asking && id < m.from))) post("mine");
    if (m.what === "mine") refused = true;
    if (m.what === "given" && received) received(m.draft);
    if (m.what !== "give" || !holds) return;
    hold(false);
    post("given", give());
  });
  const post = (/** @type {string} */ what, /** @type {unknown} */ draft = null) =>
    send({ name, from: id, what, draft });
  const hold = (/** @type {boolean} */ yes) => (claimed = Promise.resolve((holds = yes)));

  /** @param {string} of */
  async function ask(of) {
    name = of;
    holds = refused = false;
    asking = true;
    post("who");
    await wait(claimWait);
    if (name !== of) return false;
    asking = false;
    return (holds = !refused);
  }

  return {
    /** Lets go of the record. */
    drop: () => void ((holds = false), (name = "")),
    /** Whether this tab may write the record of that name. @param {string} of */
    claim: (of) => (of === name ? claimed : (claimed = ask(of))),
    /** Takes the record over; gives what the other tab had, if that answers. */
    async take() {
      const answer = new Promise((resolve) => (received = resolve));
      post("give");
      const draft = await Promise.race([answer, wait(handoverWait)]);
      received = undefined;
      hold(true);
      return draft;
    },
  };
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Hears what other tabs of this site say; returns how to say something to them.
 *
 * @param {(m: Message) => void} hear
 * @returns {(m: Message) => void}
 */
function channel(hear) {
  try {
    const c = new BroadcastChannel("precept");
    c.onmessage = (e) => hear(e.data);
    return (m) => c.postMessage(m);
  } catch {
    return () => {}; // a browser that keeps nothing may not let tabs talk either; nothing can be overwritten there
  }
}
