// One record, one tab that writes it. A lock says who holds it, where the browser has locks; where it has none (plain http), the
// tabs ask one another. Either way the tabs talk, so that one can hand over what it holds to the other.

/**
 * @param {() => unknown} give  another tab takes the record over: keeps what there is, stops writing, and returns what it had
 */
export function tabs(give) {
  const me = String(Math.random());
  let name = '', held = false, asking = false, taken = false;
  /** @type {((what: unknown) => void) | undefined} */
  let handed;
  /** @type {(() => void) | undefined} */
  let release;
  /** @type {Promise<boolean>} */
  let claimed = Promise.resolve(false);

  const tell = channel(m => {
    if (m.name !== name || m.from === me) return;
    if (m.what === 'who' && (held || (asking && me < m.from))) post('mine');
    if (m.what === 'mine') taken = true;
    if (m.what === 'given' && handed) handed(m.draft);
    if (m.what === 'give' && held) post('given', lose());
  });
  const post = (/** @type {string} */ what, /** @type {unknown} */ draft = null) => tell({ name, from: me, what, draft });

  function lose() {
    held = false;
    claimed = Promise.resolve(false);
    if (release) release();
    return give();
  }

  /** @param {LockOptions} how @returns {Promise<boolean | null>} null: there are no locks here */
  const lock = how => !navigator.locks ? Promise.resolve(null) : new Promise(done => {
    navigator.locks.request('precept ' + name, how, got => {
      done(!!got);
      return got && new Promise(over => release = () => { release = undefined; over(undefined); });
    }).catch(e => {
      done(null);
      if (e.name === 'AbortError' && held) lose(); // taken while this tab slept
    });
  });

  /** @param {string} of */
  async function ask(of) {
    drop();
    name = of;
    taken = false;
    const got = await lock({ ifAvailable: true });
    if (got === null && name === of) {
      asking = true;
      post('who');
      await wait(250);
      asking = false;
    }
    return name === of && (held = got === null ? !taken : got);
  }

  function drop() {
    held = false;
    name = '';
    if (release) release();
  }

  return {
    drop,

    /** Whether this tab may write the record of that name. @param {string} of @returns {Promise<boolean>} */
    claim(of) {
      if (of !== name) claimed = ask(of);
      return claimed;
    },

    /** Takes it over; gives what the other tab had, if that answers. */
    async take() {
      const answer = new Promise(done => handed = done);
      post('give');
      const what = await Promise.race([answer, wait(800)]);
      handed = undefined;
      await lock({ steal: true });
      held = true;
      claimed = Promise.resolve(true);
      return what;
    },
  };
}

/** @param {number} ms */
const wait = ms => new Promise(done => setTimeout(done, ms));

/**
 * Hears what other tabs of this site say; returns how to say something to them.
 *
 * @param {(m: any) => void} hear
 * @returns {(m: object) => void}
 */
function channel(hear) {
  if (window.BroadcastChannel) {
    const c = new BroadcastChannel('precept');
    c.onmessage = e => hear(e.data);
    return m => c.postMessage(m);
  }
  const key = 'precept-tab';
  addEventListener('storage', e => { if (e.key === key && e.newValue) hear(JSON.parse(e.newValue)); });
  return m => {
    try { localStorage.setItem(key, JSON.stringify({ ...m, n: Math.random() })); } catch { /* then nothing can be overwritten either */ }
  };
}
