//go:build browser

package browser

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestDraftIsThereAfterReload(t *testing.T) {
	t.Parallel()
	for name, root := range places() {
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.visit(root + meeting)
			b.says("Not saved yet")
			b.write("f-wellbeing", "Settling in.")
			if b.value("f-wellbeing") != "Settling in." {
				t.Errorf("the question took keys away: %q", b.value("f-wellbeing"))
			}
			b.says("Kept for this tab only")
			b.visit(root + meeting)
			if got := b.value("f-wellbeing"); got != "Settling in." {
				t.Errorf("after a reload before the question is answered: %q", got)
			}
			b.write("f-progress", "A first clinic.")
			b.ownDevice()
			other := b.beside()
			other.visit(root + "index.html") // another page of the site changes nothing
			b.write("f-progress", " And a second.")
			b.visit(root + meeting) // at once: what was typed last is saved as the page goes
			if got := b.value("f-progress"); got != "A first clinic. And a second." {
				t.Errorf("after a reload: %q", got)
			}
			if get[bool](b, `[...document.querySelectorAll('.ask')].some(e => /own device/.test(e.textContent))`) {
				t.Error("asked again whose device it is")
			}
		})
	}
}

// A tab that dies in the middle of a sentence keeps all that it had saved.
func TestKilledTab(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "x")
	dying := b.beside()
	b.visit(shipped.address + "/index.html")
	dying.visit(shipped.address + "/" + meeting)
	dying.write("f-progress", "This was typed a second ago.")
	b.waitFor(`/This was typed a second ago/.test(JSON.stringify(localStorage))`)
	dying.eval(`setTimeout(() => { for (;;); }, 100), document.execCommand('insertText', false, ' And this just now')`)
	if err := chromedp.Cancel(dying.ctx); err != nil {
		t.Fatal(err)
	}
	b.visit(shipped.address + "/" + meeting)
	if got := b.value("f-progress"); !strings.HasPrefix(got, "This was typed a second ago.") {
		t.Errorf("after the tab was killed: %q", got)
	}
}

func TestTwoTabs(t *testing.T) {
	t.Parallel()
	for name, root := range map[string]string{"locks": shipped.address + "/", "plain host": plainHost()} {
		t.Run(name, func(t *testing.T) {
			one := newTab(t)
			one.begin(root+meeting, "f-wellbeing", "First.")
			two := one.beside()
			two.visit(root + meeting)
			two.says("This record is open in another tab")
			if got := two.value("f-wellbeing"); got != "First." {
				t.Errorf("the second tab shows %q", got)
			}
			two.write("f-wellbeing", "lost?")
			if got := two.value("f-wellbeing"); got != "First." {
				t.Errorf("the second tab could be written in: %q", got)
			}
			one.write("f-wellbeing", " More.") // not saved yet when the other tab takes over
			two.click("Use it here")
			two.waitFor(`document.getElementById('f-wellbeing').value === 'First. More.'`)
			one.says("This record is open in another tab")
			two.write("f-wellbeing", " Second.")
			two.says("Saved on this device")
			one.click("Use it here")
			one.waitFor(`document.getElementById('f-wellbeing').value === 'First. More. Second.'`)
			two.says("This record is open in another tab")
		})
	}
}

// Two sites at one host do not see one another's drafts.
func TestSitesAtOneHost(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/sub/path/"+meeting, "f-wellbeing", "Below the sub-path.")
	b.visit(shipped.address + "/" + meeting)
	b.says("Not saved yet")
	b.visit(shipped.address + "/forms/index.html")
	b.says("Nothing is saved here yet")
	b.visit(shipped.address + "/sub/path/forms/index.html")
	b.says("1 record, kept in this browser")
}

// A page of a newer toolkit opens the draft that an older one saved. Answers that no longer have a field stay in it,
// and private ones stay private.
func TestDraftOfAnOlderVersion(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Old.")
	b.visit(shipped.address + "/index.html")
	b.eval(`{
		const of = kind => Object.keys(localStorage).find(k => k.startsWith('precept-' + kind)), was = of('form'),
			key = of('draft');
		const form = JSON.parse(localStorage.getItem(was)), [rev, text] = localStorage.getItem(key).split('\n'),
			draft = JSON.parse(text), week = form.fields.find(f => f.id === 'objectives');
		form.version = draft.record.version = '2025.1';
		form.fields.push({ id: 'gone', type: 'text', label: 'Gone', private: true },
			{ id: 'left', type: 'text', label: 'Left' });
		week.columns.push({ id: 'feeling', type: 'text', label: 'Feeling', private: true });
		Object.assign(draft.record.answers,
			{ gone: 'Secret one.', left: 'For all.', objectives: [{ objective: 'A clinic', feeling: 'Secret two.' }] });
		draft.form = 'monthly-meeting 2025.1';
		draft.secret = [];
		localStorage.removeItem(was);
		localStorage.setItem(was.replace(/[^ ]*$/, '2025.1'), JSON.stringify(form));
		localStorage.setItem(key, rev + '\n' + JSON.stringify(draft));
	}`)
	b.visit(shipped.address + "/" + meeting)
	b.says("Kept from an earlier version of this form")
	b.write("f-wellbeing", " New.")
	b.says("Saved on this device")
	main, own := get[string](b, `JSON.stringify(window.precept.record())`),
		get[string](b, `JSON.stringify(window.precept.own())`)
	if strings.Contains(main, "Secret") || !strings.Contains(main, "For all.") || !strings.Contains(main, "A clinic") ||
		!strings.Contains(main, "Old. New.") {
		t.Errorf("to be sent: %s", main)
	}
	if !strings.Contains(own, "Secret one.") || !strings.Contains(own, "Secret two.") {
		t.Errorf("kept for oneself: %s", own)
	}
	if version := get[string](b, `window.precept.record().version`); version != shipped.current.Name {
		t.Errorf("it is judged by version %s", version)
	}
}

// Where a tab slept and another one wrote in the meantime, both states are kept.
func TestTwoWritersKeepBothRecords(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Mine.")
	b.eval(`{ const key = Object.keys(localStorage).find(k => k.startsWith('precept-draft'));
		localStorage.setItem(key, localStorage.getItem(key).replace(/^\d+/, '99').replace('Mine.', 'Theirs.')); }`)
	b.write("f-wellbeing", " More.")
	b.says("now a separate record")
	all := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).map(k =>
		localStorage.getItem(k))`)
	if text := strings.Join(all, "\n"); len(all) != 2 || !strings.Contains(text, "Theirs.") ||
		!strings.Contains(text, "Mine. More.") {
		t.Errorf("kept: %s", text)
	}
}

func TestStorageFailureIsReportedAtOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, script, words string }{
		{"denied", `for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window,
			name, { get() { throw new DOMException('no', 'SecurityError') } })`,
			"This browser is not keeping what you type. Save a file"},
		{"full", `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
			"This browser is not keeping what you type. It has no room left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTab(t)
			b.before(c.script + ";" + noPicker)
			folder := b.downloads()
			b.visit(shipped.address + "/" + meeting)
			b.says(c.words)
			if !get[bool](b, `document.querySelector('.saved[role=alert] button').textContent === 'Save a file'`) {
				t.Error("the file is not offered")
			}
			b.write("f-wellbeing", "Kept in a file.")
			b.waitFor(`/not keeping/.test(
				document.querySelector('.ask:has(.warning) + #s-wellbeing')?.previousElementSibling.textContent)`)
			b.click("Save a file")
			if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte(`wellbeing: "Kept in a file."`)) {
				t.Errorf("the file holds:\n%s", data)
			}
		})
	}
	t.Run("full while writing", func(t *testing.T) {
		b := newTab(t)
		b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Kept.")
		b.eval(`{ let text = 'x'.repeat(1 << 20);
			while (text.length) try { localStorage.setItem('fill' + Math.random(),
			text) } catch { text = text.slice(text.length >> 1 || 1) } }`)
		b.write("f-wellbeing", " Not kept any more, though it is longer than what there is room for.")
		b.says("It has no room left")
		b.eval(`Object.keys(localStorage).filter(k => k.startsWith('fill')).forEach(k => localStorage.removeItem(k))`)
		b.write("f-wellbeing", " Again.")
		b.says("Saved on this device")
	})
	t.Run("cleared by the browser", func(t *testing.T) {
		b := newTab(t)
		b.begin(shipped.address+"/"+meeting, "f-wellbeing", "Kept.")
		b.eval(`Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).forEach(k =>
			localStorage.removeItem(k))`)
		b.write("f-wellbeing", " More.")
		b.says("is no longer there")
		b.click("Save it here again")
		b.says("Saved on this device")
	})
}

func TestFromDiskOnlyTheTabKeeps(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	disk := "file://" + filepath.ToSlash(filepath.Join(shipped.root, "public", meeting))
	b.visit(disk)
	b.write("f-wellbeing", "From disk.")
	b.says("Not saved until you save a file")
	if get[bool](b, `/own device/.test(document.querySelector('main').innerText)`) {
		t.Error("asked whose device it is, where nothing may be kept on it")
	}
	if n := get[int](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-d')).length`); n > 0 {
		t.Errorf("%d things are in the storage that all pages of the disk share", n)
	}
	const asks = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`
	if !get[bool](b, asks) {
		t.Error("the page may be left with what is saved nowhere")
	}
	b.click("Save a file")
	b.says("Saved as a file")
	if get[bool](b, asks) {
		t.Error("the page may not be left though all is saved")
	}
	if _, data := b.file(folder, ".md"); !bytes.Contains(data, []byte(`wellbeing: "From disk."`)) {
		t.Errorf("the file holds:\n%s", data)
	}
	b.visit(disk)
	if got := b.value("f-wellbeing"); got != "From disk." {
		t.Errorf("after a reload: %q", got)
	}
	other := b.beside()
	other.visit(disk)
	if got := other.value("f-wellbeing"); got != "" {
		t.Errorf("another tab shows %q", got)
	}
}

// The question comes above the field that is typed in, which stays where it is seen with its caret; the state lines say
// only where it is saved, and the page asks before it is left with what is only in this tab.
func TestDeviceIsAskedBesideTheField(t *testing.T) {
	t.Parallel()
	const asks = `!dispatchEvent(new Event('beforeunload', { cancelable: true }))`
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.resize(375, 700)
	b.visit(shipped.address + "/" + meeting)
	b.eval(`document.getElementById('f-progress').scrollIntoView({ block: 'center' })`)
	b.write("f-progress", "Ab")
	b.waitFor(`document.querySelector('.ask + #s-progress')`)
	b.press("c")
	b.waitFor(`(() => {
		const box = document.querySelector('.ask').getBoundingClientRect(),
			field = document.activeElement.getBoundingClientRect();
		return box.top >= 0 && box.bottom <= field.top && field.bottom <= innerHeight;
	})()`)
	if got := b.value("f-progress"); got != "Abc" {
		t.Errorf("typed: %q", got)
	}
	b.waitFor(`[...document.querySelectorAll('.saved')].every(e => /Kept for this tab only/.test(e.textContent) &&
		!e.querySelector('button'))`)
	if !get[bool](b, asks) {
		t.Error("the page may be left with what is in this tab alone")
	}
	b.eval(`document.querySelectorAll('.ask button')[1].click()`)
	b.waitFor(`!document.querySelector('.ask, .saved button')`)
	if !get[bool](b, asks+` &&
		[...document.querySelectorAll('main button')].find(e => /^Finish/.test(e.textContent)).checkVisibility()`) {
		t.Error("on a shared computer the page may be left with what is in this tab alone, or the way to finish " +
			"is hidden")
	}
	for range 2 { // one panel, however often it is asked for
		b.click("Finish on this computer")
		b.says("Clear what you wrote (1 record) from this computer?")
	}
	b.file(folder, ".md")
	b.says("Saved as a file")
	if n := get[int](b, `document.querySelectorAll('.form-actions .ask').length`); n != 1 || get[bool](b, asks) {
		t.Errorf("%d panels, or the page asks though all is in a file", n)
	}
}

// A record that another tab is writing looks read-only, says so below the title, and says it again on trying a box.
func TestTheTabThatCannotWriteSaysSo(t *testing.T) {
	t.Parallel()
	one := newTab(t)
	one.begin(shipped.address+"/"+meeting, "f-wellbeing", "First.")
	two := one.beside()
	two.visit(shipped.address + "/" + meeting)
	two.waitFor(`/open in another tab/.test(document.querySelector('h1 + .ask')?.textContent)`)
	if got := get[string](two,
		`getComputedStyle(document.getElementById('f-wellbeing')).borderStyle`); got != "dashed" {
		t.Errorf("a box that cannot be written in has a border that is %s", got)
	}
	two.eval(`document.getElementById('f-progress').scrollIntoView()`)
	two.write("f-progress", "x")
	two.waitFor(`/open in another tab/.test(document.querySelector('main [role=status].quiet').textContent) &&
		document.querySelector('h1').getBoundingClientRect().top >= 0`)
	two.click("Use it here")
	two.waitFor(`!document.querySelector('h1 + .ask')`)
}
