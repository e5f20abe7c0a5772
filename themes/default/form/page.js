// A form's page: brings its parts together, and keeps what is typed.

import { ask, askAbove } from './ask.js';
import { all, button, byId, el, on, row, say, tag } from './dom.js';
import { missing, unsigned } from './complete.js';
import { dateWords } from './dates.js';
import { device } from './device.js';
import { drafts } from './drafts.js';
import { fields } from './fields.js';
import { incoming, saveFile } from './files.js';
import { recordHead } from './head.js';
import { fileOf, handedOver, markOf, parts, pending, secrets, sentOff } from './parts.js';
import { empty, fileName, newId, writeRecord } from './record.js';
import { guard, second } from './second.js';
import { signing } from './signing.js';
import { stateLine } from './state.js';
import { tabs } from './tabs.js';
import { count, laneWords, moment, sendWords, timed } from './words.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').PageData} PageData */
/** @typedef {import('./types.js').Row} Row */
/** @typedef {import('./drafts.js').Draft} Draft */

/** What is said where a draft is not kept. @type {{[lack: string]: string[]}} */
const troubles = {
  full: ['This browser is not keeping what you type.', 'There is no room left in it. Save a file now.'],
  off: ['This browser is not keeping what you type.', 'Save a file before you close this page.'],
  gone: ['What was kept of this record is no longer there.', 'It is on this page alone.'],
};

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
    const open = fields(form, data, () => { });
    guard(form, data, () => { });
    foot.append(row(button('Clear', () => ask(foot, ['Clear all that is written on this page?'], [['Yes, clear it', () => open.write({})], ['No, keep it']]))));
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
  let timer = 0, dirty = false, locked = false, asked = false, trouble = '', mark = '', broken = '';
  let unlock = () => { }, answered = () => { };

  const progressLine = /** @type {HTMLElement} */ (top.querySelector('.form-way'));
  const states = [el('div', { className: 'state-at' }), el('div', { className: 'state-at' })];
  const tell = stateLine(states);
  const head = recordHead(data, changed);
  top.after(states[0], place, head.box);
  const fs = fields(form, data, changed), coach = guard(form, data, changed);
  /** Says what is wrong. @param {import('./types.js').Problem[]} list */
  const show = list => { fetched(later => later.show(form, definition, list)); };
  const signs = signing(form, data, {
    main: () => now().main,
    usual: lane => draft.opened && !(definition.completed_by || []).includes(lane) ? 'returned' : 'screen',
    ready: (at, run) => lacking() || coach.challenge('sign', at, run),
    show,
    sign(list, words) {
      draft.record.signed = list;
      if (list.length) draft.record.status = 'complete';
      changed();
      tick();
      say(words);
    },
  });
  /** Does something with the second script, or says that it cannot be had. @template T @param {(later: import('./second.js').Later) => T} run */
  const fetched = run => second(data).then(run, () => { ask(foot, ['This part of the page has not come. Try again when you are online.']); });
  const tab = tabs(() => {
    tick();
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
    Object.assign(draft.record, head.read(), { version: definition.version, answers: fs.read(), allow: coach.allowed() });
    draft.definition = definition;
  }

  /** The record as it stands on the page, parted from what is private. */
  function now() {
    take();
    return parts(draft);
  }

  /** Shows a record in the place of the one that is on the page. @param {Draft} next */
  function adopt(next) {
    tick();
    draft = next;
    draft.secret = [...new Set([...draft.secret, ...secrets(draft.definition), ...secrets(definition)])];
    handle = null;
    attached = [];
    const mine = draft;
    if (draft.rev) store.files(draft).then(list => { if (draft === mine) attached = [...list, ...attached]; });
    place.replaceChildren();
    unlock();
    if (form.querySelector('.error-summary')) show([]);
    fs.write(draft.record.answers);
    coach.know(draft.record.allow, draft.changed > 0);
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
    if (!asked) begin();
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
    attach();
    keep();
    refresh();
  }

  /** Keeps the files that the record names: those picked on this page before those that were kept. */
  function attach() {
    const picked = fs.attachments(), names = JSON.stringify(draft.record.answers);
    const now = [...picked, ...attached.filter(a => !picked.some(f => f.name === a.name))].filter(f => names.includes(JSON.stringify(f.name)));
    const told = (/** @type {File[]} */ list) => JSON.stringify(list.map(f => [f.name, f.size]));
    if (told(now) === told(attached)) return;
    attached = now;
    if (whose.whose() === 'own') store.keep(draft, attached).then(ok => ok || ask(place, ['There is no room on this device for these files. Send the record before you leave the page.'], undefined, true));
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
      ask(place, ['This record was changed in another tab. What you see here is now a record of its own. The list of forms has both.']);
      return;
    }
    const worse = lack && lack !== trouble;
    trouble = lack;
    if (worse) warn();
    told();
  }

  /** Keeps what drafts are marked with, the one on the page among them. @param {Draft[]} list */
  function written(list) {
    for (const d of list) d !== draft ? store.put(d) : locked || keep();
    refresh();
  }

  const others = () => store.list().filter(d => d.record.record !== draft.record.record);

  /** When the record left as it stands, if it did. @param {'filed' | 'sent' | 'packed'} how */
  const left = how => draft[how]?.mark === mark && /** @type {import('./drafts.js').Handed} */ (draft[how]).at;

  /** What is said of where things stand. */
  function told() {
    mark = markOf(draft);
    const sent = left('sent'), packed = !sent && left('packed'), filed = left('filed'), own = whose.whose() === 'own';
    const last = [sent && `Sent ${moment(sent)}.`, packed && `Put into ${/** @type {import('./drafts.js').Handed} */ (draft.packed).name} ${timed(packed)}. Not sent yet.`, filed && `Saved as a file ${moment(filed)}.`].filter(Boolean).join(' ');
    const words = broken ? [broken] : [], unsaid = !whose.disk && !whose.whose();
    /** @type {[string, () => unknown][]} */
    const buttons = packed ? [['I have sent it', () => {
      const list = [draft, ...others().filter(d => d.packed?.at === packed)];
      sentOff(list);
      written(list);
    }]] : [];
    if (trouble) tell([...troubles[trouble], ...words], 'trouble', [['Save a file', saveMain], ...trouble === 'gone' ? /** @type {typeof buttons} */ ([['Keep it here again', () => keep(true)]]) : []]);
    else if (!draft.changed) tell(['Not saved yet.'], 'empty', []);
    else {
      const lead = whose.disk ? last || 'Not saved until you save a file.' : own ? `Saved on this device ${moment(draft.saved)}. ${last}`
        : `Kept for this tab only, ${moment(draft.saved)}. ${last || 'Save a file before you close it.'}${attached.length ? ' Chosen files are kept until you leave the page.' : ''}`;
      tell([...words, lead, ...unsaid ? ['Is this your own device?'] : []], (own || last ? 'kept' : 'tab') + words + unsaid, unsaid ? [...buttons, ...answers()] : buttons);
    }
  }

  /** @param {boolean} [another]  a record has come to the page */
  function refresh(another) {
    const { main, own } = parts(draft), complete = draft.record.status === 'complete';
    progressLine.textContent = needed();
    const names = signs.show(main, another);
    broken = names.length ? `Changed since ${names.join(' and ')} signed. Ask them to sign again, or undo your change.` : '';
    completeButton.hidden = complete;
    draftButton.hidden = !complete;
    sendButton.classList.toggle('plain', !complete);
    const at = /** @type {HTMLElement} */ ((whose.whose() === 'shared' ? privateButton : clearButton).parentElement);
    if (!at.contains(finishButton)) at.append(finishButton);
    status.replaceChildren(tag(complete ? 'done' : 'draft', complete ? 'Complete' : 'Draft'));
    privateButton.hidden = !own;
    head.box.classList.toggle('blank', !draft.changed);
    told();
  }

  /** What is still to fill in and to sign, in words. */
  function needed() {
    const open = new Set(lacks().map(p => p.field)).size, names = [...new Set(unsigned(draft.record, definition).map(f => 'the ' + laneWords(data, f.lane).replace(/^.(?=[a-z])/, c => c.toLowerCase())))];
    const asked = definition.fields.filter(f => f.required && f.type !== 'sign').length;
    if (open) return `${count(open, 'answer')}${names.length ? ` and ${count(names.length, 'signature')}` : ''} needed`;
    const all = asked && (asked > 2 ? 'All answers are' : asked > 1 ? 'Both answers are' : 'The answer is') + ' in.', who = names.join(' and ');
    return [all, who && `T${who.slice(1)} still ${names.length > 1 ? 'have' : 'has'} to sign.`].filter(Boolean).join(' ') || 'Nothing on this form is required';
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
    unlock();
    unlock = ask(box => title.after(box), [el('p', null, el('strong', null, 'This record is open in another tab.'), ' Here you can read it.')],
      [['Use it here', useHere], ['Start a new one', () => adopt(fresh())]], true);
  }

  const title = /** @type {HTMLElement} */ (document.querySelector('h1'));
  on(form, 'click keydown', e => {
    if (!locked || !e.target.matches('input, textarea, select') || (e.key && (e.key[1] || e.ctrlKey))) return;
    say('This record is open in another tab. Here you can read it.');
    title.scrollIntoView();
  });

  async function useHere() {
    const theirs = /** @type {Draft | undefined} */ (await tab.take());
    const kept = store.get(draft.record), best = theirs && (!kept || theirs.changed > kept.changed) ? theirs : kept || draft;
    adopt({ ...best, rev: kept ? kept.rev : 0 });
    dirty = true;
    tick();
  }

  // ——— whose device it is

  function begin() {
    asked = true;
    if (trouble) warn();
    else if (!whose.disk && !whose.whose()) {
      answered = askAbove(place, [
        el('p', null, el('strong', null, 'Is this your own device?'), ' On your own, drafts are kept until you clear them; on a shared one, until you close this tab. Nothing is sent.'),
        data.privacy && el('p', null, el('a', { href: data.privacy }, 'What is kept, and where')),
      ], answers());
    }
  }

  /** Says by the field what the browser does not keep. */
  function warn() {
    if (!asked) return;
    answered();
    answered = askAbove(place, [el('p', { className: 'warning' }, el('strong', null, troubles[trouble][0]), ' ' + troubles[trouble][1])], [['Save a file', saveMain]]);
  }

  /** @returns {[string, () => unknown][]} */
  const answers = () => [['Yes, my own', () => choose('own')], ['No, shared', () => choose('shared')]];

  /** @param {"own" | "shared"} answer */
  function choose(answer) {
    answered();
    whose.answer(answer);
    if (answer === 'own') {
      const before = store;
      store = drafts(whose.area(), root);
      for (const d of before.list()) if (!store.put({ ...d, rev: 0 })) before.remove(d);
      if (draft.rev) draft.rev = store.get(draft.record)?.rev || 0;
      if (attached.length) store.keep(draft, attached);
    }
    dirty = true;
    tick();
  }

  // ——— complete, files, sending

  const lacks = () => [...head.problems(), ...fs.problems(), ...missing(draft.record, definition).map(m => ({ ...m, id: 'f-' + m.field }))];

  /** Shows what is still to fill in; whether there was anything. */
  function lacking() {
    take();
    const list = lacks();
    show(list);
    return list.length > 0;
  }

  const writes = { className: 'button plain writes' }, status = el('p', { tabIndex: -1 });
  /** @param {FormRecord["status"]} to */
  const become = to => () => {
    draft.record.status = to;
    changed();
    tick();
    status.focus();
    say(to === 'complete' ? 'Marked as complete.' : 'It is a draft again.');
  };
  const completeButton = button('Mark as complete', () => lacking() || coach.challenge('complete it', foot, become('complete')), { className: 'button writes' });
  const draftButton = button('Make it a draft again', become('draft'), writes);

  const saveMain = () => coach.challenge('save a file', foot, saveNow);

  async function saveNow() {
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
  }

  const privateButton = button('Save my private notes', async () => {
    const { own, main } = now();
    const saved = own && await saveFile(fileName(main).replace(/md$/, 'private.md'), writeRecord(own, definition.title));
    if (saved) say(`Saved as ${saved.name}. It is for you alone.`);
  });

  const filesOf = async (/** @type {Draft} */ d) => d === draft ? attached : await store.files(d);

  const sendButton = button('', () => coach.challenge('send', foot, () => {
    tick();
    take();
    fetched(later => later.offer(draft, others().filter(pending), { place: foot, filesOf, sent: written }));
  }), writes);

  /** @type {import('./back.js').Page} */
  const opening = {
    data,
    here: () => { take(); return draft; },
    kept: record => store.get(record),
    place,
    unkept: () => !!trouble && !!draft.changed,
    open(next) {
      adopt(next);
      dirty = true;
      tick();
      const main = parts(draft).main;
      if (main.status === 'complete' && unsigned(main, definition).length) reading(true);
    },
  };
  const opener = incoming(form, files => files.length && fetched(later => later.open(files, opening)));

  function startNew() {
    tick();
    adopt(fresh());
    carry();
    /** @type {HTMLElement} */ (byId('f-_date')).focus();
    say('A new record. The other is on the list of forms.');
  }

  const clearButton = button('Clear from this device', () => fetched(later => later.clear(foot, async () => {
    dirty = false;
    await store.remove(draft);
    adopt(fresh());
  })), writes);

  const finishButton = button('Finish on this computer', () => {
    tick();
    fetched(later => later.finish(foot, store, filesOf, [...draft.changed ? [draft] : [], ...others()], written, () => {
      dirty = false;
      whose.answer('');
      asked = false;
      store = drafts(whose.area(), root);
      adopt(fresh());
    }));
  });

  foot.append(el('h2', null, 'When you have finished'), states[1],
    status, row(completeButton, button('Save a file', saveMain), sendButton, privateButton),
    el('details', { className: 'more' }, el('summary', null, 'More'), row(button('Open a file', opener, writes), button('Start a new one', startNew), draftButton, clearButton)),
    ...data.shelf ? [el('p', null, el('a', { href: data.shelf + '#shelf' }, 'All that is on this device'))] : []);

  // ——— signing what was sent

  const readBox = el('div', { className: 'reading-box', hidden: true });
  head.box.after(readBox);
  /** Shows a signer only what is to be read and signed. @param {boolean} yes */
  function reading(yes) {
    form.classList.toggle('reading', yes);
    readBox.hidden = !yes;
    sendButton.textContent = sendWords[+yes];
    if (!yes) return;
    const main = parts(draft).main;
    fetched(later => readBox.replaceChildren(...later.reading(main, definition), button('Show the whole form', () => reading(false))));
  }

  // ——— what comes from other records

  function offerPicks() {
    fs.offer(others().map(d => ({ id: d.record.record, label: `${d.definition.title}, ${dateWords(d.record.date)}`, group: d.definition.title })));
  }

  /** Offers the rows of the last record that are still open. */
  function carry() {
    const last = others().filter(d => d.record.form === definition.form).sort((a, b) => a.record.date < b.record.date ? 1 : -1)[0];
    if (last) second(data).then(later => later.carry(last, definition, place, (id, still) => {
      const here = fs.read();
      fs.write({ ...here, [id]: [.../** @type {Row[]} */ (here[id] || []), ...still] });
      coach.know(coach.allowed(), true);
      changed();
    }), () => { });
  }

  // ——— beginning, and leaving

  trouble = store.works();
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
    tick();
    if (draft.changed && (trouble || whose.whose() !== 'own') && !left('filed') && !left('sent') && !left('packed')) {
      e.preventDefault();
      e.returnValue = true;
    }
  });

  /** For `precept serve`, which saves into the records' folder. */
  /** @type {any} */ (window).precept = {
    record: () => now().main,
    own: () => now().own,
    load: (/** @type {FormRecord} */ record, /** @type {FormRecord | null} */ own) => fetched(later => later.load(record, own, opening)),
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
