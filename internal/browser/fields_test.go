//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// made gives an answer to every field of the definition, and the keys of a former version.
const made = `(() => {
	let n = 0;
	const text = 'Two lines: #1 "quoted" \u{1F600}\nשלום </script> ---\n\n  end ';
	const one = (f, cell) => ({
		tick: () => 'yes', line: () => 'One line, "quoted": # ' + ++n, text: () => text + ++n,
			date: () => '2026-03-2' + n++ % 10, expiry: () => '2027-12-01',
		time: () => '16:3' + n++ % 10, number: () => f.max ? f.max : String(f.min || 0) + '.5', hours: () => '7.25',
			choice: () => f.options[f.options.length - 1], scale: () => f.options[0],
		choices: () => f.options.filter((o, i) => i !== 1), sign: () => undefined,
		pick: () => f.picks === 'attachments' ? ['scan-1.pdf', 'photo.jpg'] : f.picks === 'records' ? ['k7m29qxd'] :
			JSON.parse(document.getElementById('form-data').dataset.json)[f.picks].slice(0, 3).map(x => x.id),
		table: () => {
			const row = () => {
				const cells = Object.fromEntries(f.columns.map(c => [c.id, one(c)]));
				for (const { id, minutes_between } of f.columns) { // what the page computes, it writes
					const [from, to] = (minutes_between || []).map(of => +cells[of].slice(-2));
					if (to > from) cells[id] = String(to - from);
				}
				return cells;
			};
			return f.rows ? Object.fromEntries(f.rows.map(r => [r.id, row()])) : [row(), {}, row(), row()];
		},
	})[f.type]();
	return Object.fromEntries([...definition.fields.map(f => [f.id, one(f)]).filter(([, v]) => v !== undefined),
		['gone-field', 'kept words'], ['gone-table', [{ a: 'b' }]]]);
})()`

// stable writes an object with its keys in order.
const stable = `const stable = v =>
	JSON.stringify(v, (k, x) => x && typeof x === 'object' &&
	!Array.isArray(x) ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => a < b ? -1 : 1)) : x);`

// writtenAndRead gives every field of the page an answer, and lists where what is read differs.
const writtenAndRead = `(() => {
	` + stable + `
	const made = ` + made + `, out = [], want = stable(made);
	const same = (how, want) => {
		const got = stable(fields.read());
		if (got === want) return;
		let i = 0;
		while (got[i] === want[i]) i++;
		out.push(how + ': …' + got.slice(i - 30, i + 60) + '… want …' + want.slice(i - 30, i + 60));
	};
	const shows = text => document.querySelector('.kept').innerText.includes(text);
	fields.write(made);
	same('written', want);
	if (fields.problems().length) out.push('problems: ' + JSON.stringify(fields.problems()));
	if (!shows('kept words')) out.push('an answer that no longer has a field is not shown');
	for (const e of document.querySelectorAll('.fields input, .fields textarea, .fields select')) {
		e.dispatchEvent(new Event('change', { bubbles: true }));
	}
	same('left', want);
	fields.lock(true);
	const open = [...document.querySelectorAll('.fields :is(input, textarea, select, button)')].filter(e =>
		!e.closest('.field-sign') && !e.disabled && !e.readOnly);
	if (open.length) out.push('open though locked: ' + open[0].outerHTML.slice(0, 100));
	same('locked', want);
	fields.lock(false);
	const now = stable(JSON.parse(JSON.stringify(fields.read())));
	fields.write(JSON.parse(now));
	same('written again', now);
	fields.write({});
	same('emptied', '{}');
	const line = definition.fields.find(f => f.type === 'line' || f.type === 'text');
	if (line) {
		fields.write({ [line.id]: ['a list', 'by mistake'] });
		same('an answer of another type', stable({ [line.id]: ['a list', 'by mistake'] }));
		if (!shows('by mistake')) out.push('an answer of another type is not shown');
		fields.write({});
	}
	const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
	const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
	if (twice.length) out.push('ids twice: ' + twice);
	return out;
})()`

// What is written to the fields is read from them unchanged: every type of field, on every form; and again once a
// control has been touched, so that it is read from what the page shows. An empty form has no answers and no problems.
func TestFieldsReturnWhatIsWritten(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	types := map[string]bool{}
	for _, p := range every(t) {
		name, ok := strings.CutPrefix(strings.TrimSuffix(p.path, ".html"), "public/forms/")
		if !ok || name == "index" {
			continue
		}
		b.fill(address, script, name)
		if got := get[string](b, `JSON.stringify([fields.read(), fields.problems(), coach.allowed(),
			fields.attachments()])`); got != `[{},[],[],[]]` {
			t.Errorf("%s: empty, it reads %s", name, got)
		}
		for _, typ := range get[[]string](b,
			`definition.fields.flatMap(f => [f.type, ...(f.columns || []).map(c => 'column ' + c.type)])`) {
			types[typ] = true
		}
		got := get[[]string](b, writtenAndRead)
		for _, s := range got {
			t.Errorf("%s: %s", name, s)
		}
	}
	for _, typ := range strings.Fields("tick line text date expiry time number hours choice scale choices pick table") {
		if !types[typ] {
			t.Errorf("no form has a field of type %s", typ)
		}
	}
	if len(types) < 20 {
		t.Errorf("the forms hold only %d types of field and column", len(types))
	}
}

// A date is read as it is stored while it is typed, and written out in words on leaving it.
func TestTypedDates(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "learning-log")
	const box = `document.querySelector('#f-evidence-date')`
	const stored = `fields.read()['evidence-date']`
	const echo = `document.querySelector('#s-evidence-date .echo').textContent`
	b.focus("#f-evidence-date")
	b.typed("27 mar 2026")
	got := get[string](b, box+`.value + ' | ' + `+stored+` + ' | ' + `+echo)
	if want := "27 mar 2026 | 2026-03-27 | Friday 27 March 2026"; got != want {
		t.Errorf("while it is typed: %s", got)
	}
	b.press(kb.Tab)
	if got := get[string](b, box+`.value`); got != "27 March 2026" {
		t.Errorf("on leaving it says %q", got)
	}
	for _, typed := range []string{"today", "yesterday"} {
		b.eval(box + `.value = ''`)
		b.focus("#f-evidence-date")
		b.typed(typed)
		b.press(kb.Tab)
		b.waitFor(`/^\d+ [A-Z][a-z]+ 20\d\d$/.test(` + box + `.value) && !` + box + `.matches('[aria-invalid]')`)
	}
	b.eval(box + `.value = ''`)
	b.focus("#f-evidence-date")
	b.typed("31 February")
	b.press(kb.Tab)
	b.waitFor(`document.querySelector('#s-evidence-date .echo.wrong')`) // once no key is down
	got = get[string](b, `[`+box+`.value, `+stored+`, `+box+`.getAttribute('aria-invalid'), `+echo+`].join(' | ')`)
	want := "31 February | 31 February | true | " +
		"This date does not exist or cannot be read. Write it like 27 March 2026."
	if got != want {
		t.Errorf("a day that does not exist: %s", got)
	}
}

// A number is read with a comma too, and text is cleaned without moving the caret.
func TestTypedNumbersAndText(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "learning-log")
	b.focus("#f-learning-hours")
	b.typed("7,5")
	b.press(kb.Tab)
	got := get[string](b, `fields.read()['learning-hours'] + document.querySelector('#f-learning-hours').value`)
	if got != "7.57.5" {
		t.Errorf("7,5 hours are read as %q", got)
	}
	got = get[string](b, `(() => {
		const e = document.querySelector('#f-what-it-shows');
		e.focus();
		e.value = 'ab\u0000c\u0085d\u001bef\tg';
		e.setSelectionRange(6, 6);
		e.dispatchEvent(new InputEvent('input', { bubbles: true }));
		return e.value + '|' + e.selectionStart + '|' + fields.read()['what-it-shows'];
	})()`)
	if got != "abcdef\tg|4|abcdef\tg" {
		t.Errorf("cleaned: %q", got)
	}
	if n := get[int](b, `window.changes`); n < 4 {
		t.Errorf("only %d changes were reported", n)
	}
}

// A choice can be taken back, what may be picked is picked by keyboard, and files get names that any disk accepts.
func TestChoicesPicksAndFiles(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "learning-log")
	b.do(chromedp.Click(chromedp.CSS("#f-kind_2")))
	if got := get[string](b, `fields.read().kind`); got != "Formal learning" {
		t.Errorf("the choice is %q", got)
	}
	b.focus("#s-kind .clear")
	b.press(kb.Enter)
	if !get[bool](b, `!('kind' in fields.read()) && document.activeElement.id === 'f-kind_1' &&
		document.querySelector('#s-kind .clear').hidden`) {
		t.Error("the choice is not taken back, or the focus is lost")
	}
	b.focus("#f-competencies")
	b.press(kb.Enter, kb.Tab, " ", kb.Tab, " ")
	got := get[string](b, `fields.read().competencies.length + document.querySelector('#f-competencies').textContent`)
	if got != "2Choose competencies: 2 chosen" {
		t.Errorf("picked: %s", got)
	}
	b.focus("#f-files")
	b.press(kb.Enter)
	b.waitFor(`document.querySelector('#f-files_0')`)
	b.eval(`{
		const d = new DataTransfer();
		for (const name of ['Ünïted  scan (2).PDF', 'united-scan-2.pdf', '..']) {
			d.items.add(new File(['%PDF-1.7'], name, { type: 'application/pdf' }));
		}
		const e = document.querySelector('#f-files_0');
		e.files = d.files;
		e.dispatchEvent(new Event('change', { bubbles: true }));
	}`)
	b.waitFor(`document.querySelectorAll('#s-files .chosen button').length === 3`)
	got = get[string](b, `(() => {
		document.querySelector('#s-files .chosen button').click();
		return JSON.stringify([fields.read().files, fields.attachments().map(f => f.name)]);
	})()`)
	if want := `[["united-scan-2-k7m29qxd-2.pdf","file-k7m29qxd.pdf"],` +
		`["united-scan-2-k7m29qxd-2.pdf","file-k7m29qxd.pdf"]]`; got != want {
		t.Errorf("files: %s, want %s", got, want)
	}
}

// Records that may be picked are offered, and one that is not listed can be named.
func TestFieldsPickRecords(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "competency-record")
	b.eval(`fields.write({ evidence: ['zzzz9999'] }),
		fields.offer([{ id: 'k7m29qxd', label: 'Monthly meeting, 12 February 2026', group: 'Monthly meeting' },
		{ id: 'a1b2c3d4', label: 'Reflection, 1 March 2026', group: 'Reflection' }])`)
	b.focus("#f-evidence")
	b.press(kb.Enter, kb.Tab, " ")
	b.focus("#f-evidence_0")
	b.typed("n4tq72xw")
	b.press(kb.Enter)
	if got := get[string](b, `fields.read().evidence.join() + ' ' + document.activeElement.id + ' ' +
		document.querySelectorAll('#s-evidence .picks input:checked').length`); got != "zzzz9999,k7m29qxd,n4tq72xw "+
		"f-evidence_0 3" {
		t.Errorf("picked: %s", got)
	}
}

// What cannot be read is reported only when the page is asked to, at the top and beside the field; nothing typed is
// lost.
func TestErrorSummary(t *testing.T) {
	t.Parallel()
	address, script := fieldsSite(t)
	b := newTab(t)
	b.fill(address, script, "job-plan")
	got := get[[]string](b, `(() => {
		const set = (id, value) =>
			{ const e = document.getElementById(id); e.value = value;
			e.dispatchEvent(new Event('input', { bubbles: true }));
			e.dispatchEvent(new Event('change', { bubbles: true })); };
		set('f-supervision-minutes', 'a lot');
		const table = definition.fields.find(f => f.columns && f.columns.some(c => c.sum)),
			share = table.columns.find(c => c.sum);
		window.cell = document.querySelector('#s-' + table.id + ' [name$=".' + share.id + '"]').id;
		set(window.cell, '140');
		return fields.problems().map(p => p.id + ': ' + p.text);
	})()`)
	if len(got) != 2 || count(got, "write a number, such as 7.5") != 1 || count(got, "it must be 100 or less") != 1 {
		t.Fatalf("problems: %q", got)
	}
	if n := get[int](b, `document.querySelectorAll('.error, .error-summary, [aria-invalid]').length`); n > 0 {
		t.Error("it is said before anybody asked")
	}
	b.eval(`show([...fields.problems(),
		...definition.fields.filter(f => f.required && f.type === 'table').slice(0,
		1).map(f => ({ field: f.id, id: 'f-' + f.id, text: f.label }))])`)
	if !get[bool](b, `document.activeElement.matches('.error-summary[role=alert]') &&
		document.activeElement.querySelectorAll('a').length === 3`) {
		t.Error("the summary does not take the focus, or does not list all")
	}
	inEveryLook(b, "in error")
	b.press(kb.Tab, kb.Enter)
	if got := get[string](b, `document.activeElement.id + ' ' + document.activeElement.value + ' ' +
		document.activeElement.getAttribute('aria-invalid') + ' ' +
		document.activeElement.getAttribute('aria-describedby').split(' ').map(id =>
		document.getElementById(id).textContent).join(' ')`); !strings.Contains(got, " true ") ||
		!strings.Contains(got, "Clinical care, ") {
		t.Errorf("the first link leads to %s", got)
	}
	b.eval(`show([])`)
	after := get[string](b, `document.querySelectorAll('.error, .error-summary, [aria-invalid], ' +
		'[aria-describedby*="e-"]:not([aria-describedby^="h-"])').length +
		document.getElementById('f-supervision-minutes').value`)
	if after != "0a lot" {
		t.Errorf("cleared: %s", after)
	}
}

func count(list []string, text string) (n int) {
	for _, s := range list {
		if strings.Contains(s, text) {
			n++
		}
	}
	return n
}
