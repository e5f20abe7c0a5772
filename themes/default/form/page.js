// A form's page: brings its parts together, and keeps what is typed.

import { ask } from './ask.js';
import { opened } from './back.js';
import { all, button, byId, el, on, say } from './dom.js';
import { missing, progress, unsigned } from './complete.js';
import { dateWords } from './dates.js';
import { device } from './device.js';
import { drafts } from './drafts.js';
import { fields } from './fields.js';
import { saveFile } from './files.js';
import { finish } from './finish.js';
import { recordHead } from './head.js';
import { empty, fileName, newId, writeRecord } from './record.js';
import { fileOf, handedOver, markOf, parts, pending, secrets, send } from './send.js';
import { signing } from './signing.js';
import { stateLine } from './state.js';
import { tabs } from './tabs.js';
import { count, moment, toRead } from './words.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').PageData} PageData */
/** @typedef {import('./drafts.js').Draft} Draft */

const more = 'There is more to fill in';

/** How soon after a key what was typed is kept, in ms. */
const soon = 600;

/** @param {PageData} data */
export function page(data) {
  const definition = /** @type {Definition} */ (data.definition), form = /** @type {HTMLElement} */ (byId('form'));
  const top = /** @type {HTMLElement} */ (byId('form-top')), foot = /** @type {HTMLElement} */ (byId('form-actions'));
  on(form, 'submit', e => e.preventDefault());
  const place = el('div', { className: 'form-asks' });
  top.after(place);

  if (definition.visibility === 'never') {
    const all = fields(form, data, () => { });
    foot.append(el('div', { className: 'row' }, button('Clear', () => ask(foot, ['Clear all that is written on this page?'], [['Yes, clear it', () => all.write({})], ['No, keep it']]))));
    return;
  }

  const root = new URL(data.root, location.href).pathname, whose = device(root), memory = 'precept-open ' + root + definition.form;
  let store = drafts(whose.area(), root);
  /** @type {Draft} */
  let draft = fresh();
  /** @type {File[]} */
  let attached = [];
  /** @type {import('./files.js').Handle | null} */
  let handle = null;
  let timer = 0, dirty = false, locked = false, asked = false, trouble = '';

  const progressLine = el('p', { className: 'form-way' });
  all(top, '.form-way').forEach(old => old.replaceWith(progressLine));
  const states = [el('div', { className: 'state-at' }), el('div', { className: 'state-at' })];
  const tell = stateLine(states, saveMain);
  const head = recordHead(data, changed);
  top.after(states[0], place, head.box);
  const fs = fields(form, data, changed);
  const signs = signing(form, definition, {
    main: () => { take(); return parts(draft).main; },
    usual: lane => draft.opened && !(definition.completed_by || []).includes(lane) ? 'returned' : 'screen',
    ready: () => !lacking(),
    show: list => fs.show(list, more),
    sign(list, words) {
      draft.record.signed = list;
      if (list.length) draft.record.status = 'complete';
      changed();
      tick();
      say(words);
    },
  });
  const tab = tabs(() => {
    if (dirty) tick();
    elsewhere();
    return draft;
  });

  // ——— the record on the page

  /** @returns {Draft} */
  function fresh() {
    return { record: empty(definition), definition, secret: secrets(definition), rev: 0, begun: 0, changed: 0, saved: 0, base: '' };
  }

  /** Takes what stands on the page into the draft. */
  function take() {
    if (locked) return;
    Object.assign(draft.record, head.read(), { version: definition.version, answers: fs.read(), allow: fs.allowed() });
    draft.definition = definition;
  }

  /** Shows a record in the place of the one that is on the page. @param {Draft} next */
  function adopt(next) {
    if (dirty) tick();
    draft = next;
    draft.secret = [...new Set([...draft.secret, ...secrets(draft.definition), ...secrets(definition)])];
    handle = null;
    attached = [];
    const mine = draft;
    if (draft.rev) store.files(draft).then(list => { if (draft === mine) attached = [...list, ...attached]; });
    place.replaceChildren();
    fs.show([], '');
    fs.write(draft.record.answers, draft.record.allow);
    head.write(draft.record);
    lock(false);
    signs.clear();
    reading(false);
    refresh(true);
    try { sessionStorage.setItem(memory, draft.record.record); } catch { /* the only one is found again anyhow */ }
    tab.claim(`${root} ${draft.record.form} ${draft.record.record}`).then(ours => { if (!ours && draft === mine) elsewhere(); });
    offerPicks();
  }

  function changed() {
    if (locked) return;
    dirty = true;
    draft.changed = Date.now();
    if (!draft.begun) draft.begun = draft.changed;
    if (!timer) timer = setTimeout(tick, soon);
    if (!asked) askWhose();
    document.dispatchEvent(new CustomEvent('precept:change'));
  }

  /** Keeps what stands on the page. */
  function tick() {
    clearTimeout(timer);
    timer = 0;
    if (!dirty || locked) return;
    dirty = false;
    take();
    if (draft.record.status === 'complete' && (missing(draft.record, definition).length || fs.problems().length)) {
      draft.record.status = 'draft';
      say('Something required is empty now, so this is a draft again.');
    }
    const files = fs.attachments(), names = JSON.stringify(draft.record.answers);
    if (files.some(f => !attached.some(a => a.name === f.name && a.size === f.size)) || attached.some(a => !names.includes(JSON.stringify(a.name)))) {
      attached = [...files, ...attached.filter(a => !files.some(f => f.name === a.name))].filter(f => names.includes(JSON.stringify(f.name)));
      if (whose.whose() === 'own') store.keep(draft, attached).then(ok => { if (!ok) ask(place, ['There is no room on this device for the files that you chose. Send the record before you leave the page.'], undefined, true); });
    }
    keep();
    refresh();
  }

  /** @param {boolean} [over] */
  function keep(over) {
    const lack = store.put(draft, over);
    if (lack === 'other') {
      // both are kept: the other tab's as it is, this one's as a record of its own
      draft.record.record = newId();
      draft.rev = 0;
      keep();
      adopt(draft);
      ask(place, ['This record was changed in another tab meanwhile. What you see here is now a record of its own. Both are on the list of forms.']);
      return;
    }
    trouble = lack;
    told();
  }

  /** What is said of where things stand. */
  function told() {
    const { filed, sent } = draft;
    const last = [sent && !pending(draft) ? `Sent ${moment(sent.at)}.` : '', filed && filed.mark && markOf(draft) === filed.mark ? `Saved as a file ${moment(filed.at)}.` : ''].filter(Boolean).join(' ');
    if (trouble === 'full') tell('There is no room left in this browser: what you typed last is not kept. Save a file now.', 'trouble');
    else if (trouble === 'off') tell('This browser keeps nothing for this page. Save a file before you close it.', 'trouble');
    else if (trouble === 'gone') tell('What was kept of this record is no longer there: another tab cleared it, or the browser. It is on this page alone.', 'trouble', ['Keep it here again', () => keep(true)]);
    else if (!draft.changed) tell('Not saved yet: there is nothing to save.', 'empty');
    else if (whose.disk) tell(last || 'Not saved until you save a file.', last ? 'kept' : 'tab');
    else if (whose.whose() === 'own') tell(`Saved on this device ${moment(draft.saved)}. ${last}`, 'kept');
    else tell(`Kept for this tab only, ${moment(draft.saved)}. ${last || 'Save a file before you close it.'}${attached.length ? ' Chosen files are kept until you leave the page.' : ''}`, 'tab');
  }

  /** @param {boolean} [another]  a record has come to the page */
  function refresh(another) {
    const main = parts(draft).main, { done, of } = progress(draft.record, definition);
    progressLine.textContent = of ? `${done} of ${of} required ${of === 1 ? 'part' : 'parts'} done` : 'Nothing on this form is required';
    signs.show(main, another);
    const complete = draft.record.status === 'complete';
    completeButton.textContent = complete ? 'Make it a draft again' : 'Mark as complete';
    done_.textContent = complete ? 'Complete' : 'Draft';
    done_.className = 'tag state ' + (complete ? 'state-done' : 'state-draft');
    privateButton.hidden = !parts(draft).own;
    head.box.classList.toggle('blank', !draft.changed);
    told();
  }

  /** @param {boolean} yes */
  function lock(yes) {
    locked = yes;
    fs.lock(yes);
    head.lock(yes);
    signs.lock(yes);
    all(foot, '.writes').forEach(b => /** @type {HTMLButtonElement} */ (b).disabled = yes);
  }

  /** Another tab writes this record: it may only be read here. */
  function elsewhere() {
    lock(true);
    place.replaceChildren();
    ask(place, [el('p', null, el('strong', null, 'This record is open in another tab.'), ' Here you can read it.')],
      [['Use it here', useHere], ['Start a new one', () => adopt(fresh())]], true);
  }

  async function useHere() {
    const theirs = /** @type {Draft | undefined} */ (await tab.take());
    const kept = store.get(draft.record.form, draft.record.record), best = theirs && (!kept || theirs.changed > kept.changed) ? theirs : kept || draft;
    adopt({ ...best, rev: kept ? kept.rev : 0 });
    dirty = true;
    tick();
  }

  // ——— whose device it is

  function askWhose() {
    asked = true;
    if (whose.disk || whose.whose() || trouble) return;
    const at = document.activeElement && document.activeElement.closest('.field, .record-head') || place;
    const choose = (/** @type {"own" | "shared"} */ answer) => () => {
      whose.answer(answer);
      if (answer === 'own') {
        const before = store;
        store = drafts(whose.area(), root);
        for (const d of before.list()) if (!store.put({ ...d, rev: 0 })) before.remove(d);
        if (draft.rev) draft.rev = (store.get(draft.record.form, draft.record.record) || { rev: 0 }).rev;
        if (attached.length) store.keep(draft, attached);
      }
      dirty = true;
      tick();
      say(answer === 'own' ? 'Drafts are kept on this device.' : 'Drafts are kept for this tab only.');
    };
    ask(q => at === place ? at.append(q) : at.after(q), [
      el('p', null, el('strong', null, 'Is this your own device?'), ' On your own, drafts are kept in this browser until you clear them. On a shared one they go when you close this tab. Nothing is sent.'),
      ...data.privacy ? [el('p', null, el('a', { href: data.privacy }, 'What is kept, and where'))] : [],
    ], [['Yes, my own', choose('own')], ['No, shared', choose('shared')]], true);
  }

  // ——— complete, files, sending

  /** Shows what is still to fill in; whether there was anything. */
  function lacking() {
    take();
    const at = (/** @type {string} */ id) => byId('f-' + id) ? 'f-' + id : 's-' + id;
    const list = /** @type {import('./types.js').Problem[]} */ ([...head.problems(), ...fs.problems(), ...missing(draft.record, definition).map(m => ({ ...m, id: at(m.field) }))]);
    fs.show(list, more);
    return list.length > 0;
  }

  const writes = { className: 'button plain writes' }, done_ = el('span', null);
  const completeButton = button('', () => {
    if (draft.record.status === 'complete') draft.record.status = 'draft';
    else if (lacking()) return;
    else draft.record.status = 'complete';
    changed();
    tick();
    say(draft.record.status === 'complete' ? 'Marked as complete.' : 'It is a draft again.');
  }, { className: 'button writes' });

  async function saveMain() {
    take();
    const copy = { ...draft, record: { ...draft.record } }, again = !!handle;
    handedOver(copy, 'filed');
    const saved = await saveFile(fileName(copy.record), fileOf(copy), handle);
    if (!saved) return;
    handle = saved.handle;
    // writing the same file again is one state growing, of which the keeper may have none yet
    if (!again) handedOver(draft, 'filed');
    else draft.filed = { at: Date.now(), mark: markOf(draft) };
    if (!draft.changed) draft.changed = Date.now();
    if (!locked) keep();
    refresh();
    say(`Saved as ${saved.name}.`);
    return saved.name;
  }

  const privateButton = button('Save my private notes', async () => {
    take();
    const { own, main } = parts(draft);
    const saved = own && await saveFile(fileName(main).replace(/md$/, 'private.md'), writeRecord(own, definition.title));
    if (saved) say(`Saved as ${saved.name}. It is for you alone.`);
  });

  const filesOf = async (/** @type {Draft} */ d) => d === draft ? attached : await store.files(d);

  /** @param {Draft[]} list */
  async function sendAll(list) {
    const words = await send(list, filesOf);
    if (!words) return say('Nothing was sent.');
    for (const d of list) d === draft ? keep() : store.put(d);
    refresh();
    ask(foot, [words]);
  }

  const sendButton = button('Send my records', () => {
    if (dirty) tick();
    take();
    const others = store.list().filter(d => d.record.record !== draft.record.record && pending(d));
    const here = pending(draft) || !others.length ? [draft] : [];
    if (!others.length) return sendAll(here);
    ask(foot, [`${count(others.length, 'other record')} on this device ${others.length === 1 ? 'is' : 'are'} not sent yet.`],
      [...here.length ? [/** @type {[string, () => unknown]} */ (['Send this one', () => sendAll([draft])])] : [], ['Send all that are not sent yet', () => sendAll([...here, ...others])], ['Send nothing']]);
  }, writes);

  const opener = opened(form, data, {
    here: () => { take(); return draft; },
    kept: (form, id) => store.get(form, id),
    place,
    unkept: () => !!trouble && !!draft.changed,
    open(next) {
      adopt(next);
      dirty = true;
      tick();
      const main = parts(draft).main;
      if (main.status === 'complete' && unsigned(main, definition).length) reading(true);
    },
  });

  function startNew() {
    if (dirty) tick();
    adopt(fresh());
    carry();
    /** @type {HTMLElement} */ (byId('f-_date')).focus();
    say('A new record. The other one is on the list of forms.');
  }

  const clearButton = button('Clear from this device', () => ask(foot, ['Clear this record from this device? What is not in a file, or sent, is gone then.'],
    [['Yes, clear it', async () => {
      dirty = false;
      await store.remove(draft);
      adopt(fresh());
      say('It is cleared from this device.');
    }], ['No, keep it']]), writes);

  const finishButton = button('Finish on this computer', async () => {
    if (dirty) tick();
    finish(foot, store, filesOf, draft.changed && !store.get(draft.record.form, draft.record.record) ? draft : null, () => {
      dirty = false;
      whose.answer('');
      asked = false;
      store = drafts(whose.area(), root);
      adopt(fresh());
    });
  });

  foot.append(el('h2', null, 'When you have written'), states[1],
    el('p', null, done_), el('div', { className: 'row' }, completeButton, button('Save a file', saveMain), sendButton),
    el('div', { className: 'row' }, privateButton, button('Open a file', opener, writes), button('Start a new one', startNew)),
    el('div', { className: 'row' }, clearButton, finishButton),
    ...data.shelf ? [el('p', null, el('a', { href: data.shelf + '#shelf' }, 'All that is on this device'))] : []);

  // ——— signing what was sent

  const readBox = el('div', { className: 'reading-box', hidden: true });
  head.box.after(readBox);
  /** Shows a signer only what is to be read and signed. @param {boolean} yes */
  function reading(yes) {
    form.classList.toggle('reading', yes);
    readBox.hidden = !yes;
    sendButton.textContent = yes ? 'Send it back' : 'Send my records';
    if (!yes) return;
    const main = parts(draft).main;
    readBox.replaceChildren(el('h2', null, 'Read and sign'), el('p', null, 'This record is complete and waits for a signature. Below is what it says, and where to sign. Then save the file or send it back.'),
      toRead(main, definition), button('Show the whole form', () => reading(false)));
  }

  // ——— what comes from other records

  function offerPicks() {
    fs.offer(store.list().filter(d => d.record.record !== draft.record.record).map(d => ({ id: d.record.record, label: `${d.definition.title}, ${dateWords(d.record.date)}`, group: d.definition.title })));
  }

  /** Offers the rows of the last record that are still open. */
  function carry() {
    const last = store.list().filter(d => d.record.form === definition.form && d.record.record !== draft.record.record).sort((a, b) => a.record.date < b.record.date ? 1 : -1)[0];
    if (!last) return;
    for (const f of definition.fields) {
      const rows = /** @type {any} */ (last.record.answers[f.id]), still = f.carries && f.open && Array.isArray(rows) ? rows.filter(r => !r[f.open || ''] && Object.keys(r).length) : [];
      if (still.length) ask(place, [`${f.label}: ${count(still.length, 'row')} of your record of ${dateWords(last.record.date)} ${still.length === 1 ? 'is' : 'are'} still open.`],
        [[`Bring over ${count(still.length, 'open row')} from ${dateWords(last.record.date)}`, () => {
          const now = fs.read();
          fs.write({ ...now, [f.id]: [.../** @type {any[]} */ (now[f.id] || []), ...still.map(r => ({ ...r }))] }, fs.allowed());
          changed();
        }], ['Leave them']], true);
    }
  }

  // ——— beginning, and leaving

  const probe = store.works();
  if (probe) trouble = probe;
  const mine = store.list().filter(d => d.record.form === definition.form);
  let wanted = (/^#record=(\w+)$/.exec(location.hash) || [])[1];
  if (wanted) history.replaceState(null, '', location.pathname + location.search);
  try { wanted = wanted || sessionStorage.getItem(memory) || ''; } catch { /* none */ }
  const open = mine.filter(d => d.record.status !== 'complete' || pending(d)), found = mine.find(d => d.record.record === wanted) || (open.length === 1 ? open[0] : null);
  adopt(found || fresh());
  if (!found && open.length > 1) {
    ask(place, [`You have ${open.length} records of this form here. Which do you want to go on with?`],
      [...open.map(d => /** @type {[string, () => unknown]} */ ([`${dateWords(d.record.date)}, saved ${moment(d.saved)}`, () => adopt(d)])), ['Start a new one']], true);
  }
  if (!found) carry();

  on(window, 'pagehide', () => { tick(); tab.drop(); });
  on(document, 'visibilitychange', () => { if (document.hidden) tick(); });
  on(window, 'pageshow', e => { if (e.persisted) location.reload(); });
  on(window, 'beforeunload', e => {
    if (dirty) tick();
    const filed = draft.filed && draft.filed.mark === markOf(draft) || draft.sent && !pending(draft);
    if (draft.changed && !filed && (whose.disk || trouble)) {
      e.preventDefault();
      e.returnValue = true;
    }
  });

  /** For `precept serve`, which saves into the records' folder. */
  /** @type {any} */ (window).precept = {
    record: () => { take(); return parts(draft).main; },
    own: () => { take(); return parts(draft).own; },
    load: (/** @type {FormRecord} */ record, /** @type {FormRecord | null} */ own) => opener.load(record, own),
    saved(/** @type {string} */ state) {
      take();
      handedOver(draft, 'filed');
      draft.base = state;
      if (draft.filed) draft.filed.mark = markOf(draft);
      keep();
      refresh();
    },
    attachments: () => attached,
  };
}
