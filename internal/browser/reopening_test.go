//go:build browser

package browser

import (
	"strings"
	"testing"
)

const asksAboutSent = "was sent. Correct it, or start a new one?"

// sentMeeting writes a meeting, completes and sends it, and gives its id and what is kept of it.
func (h phoneOrKeys) sentMeeting() (id, kept string) {
	h.Helper()
	h.before(clockAhead + `; navigator.canShare = () => true;
		navigator.share = async d => { window.shared = await d.files[0].text(); };`)
	h.begin(shipped.address+"/"+meeting, "f-wellbeing", "November.")
	h.write("f-own-notes", "For me alone.")
	h.chooses("Mark as complete")
	h.chooses("Send")
	h.says("1 record sent")
	h.says("Sent ")
	id = get[string](h.tab, `window.precept.record().record`)
	return id, h.stored(id)
}

// intact reports where a record is no longer as it was sent.
func (h phoneOrKeys) intact(when, id, kept string) {
	h.Helper()
	if now := h.stored(id); now != kept {
		h.Errorf("%s: what was sent has become\n%s\nand was\n%s", when, now, kept)
	}
}

// TestP1SentRecordDoesNotComeBack: a month later, in the same tab and in a new one, the page asks about the record that
// was sent, and what is typed is another record.
func TestP1SentRecordDoesNotComeBack(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		id, kept := h.sentMeeting()
		of := get[string](h.tab, `document.getElementById('f-_date').value`)
		of = of[:strings.LastIndex(of, " ")]
		h.passes("30")
		for name, at := range map[string]phoneOrKeys{"same tab": h, "new tab": h.beside()} {
			at.before(clockAhead)
			at.visit(shipped.address + "/forms/index.html")
			at.visit(shipped.address + "/" + meeting)
			at.says("Your monthly meeting of " + of)
			at.says(asksAboutSent)
			if got := at.value("f-wellbeing"); got != "" {
				t.Errorf("%s: the page shows %q", name, got)
			}
			at.write("f-wellbeing", "December.")
			at.says("Saved on this device")
			h.intact(name, id, kept)
			if now := get[string](at.tab, `window.precept.record().record`); now == id || at.stored(now) == "" {
				t.Errorf("%s: what is typed goes into %s", name, now)
			}
			at.eval(`Object.keys(localStorage).filter(k => k.startsWith('precept-draft') && !k.endsWith(` + quoted(id) +
				`)).forEach(k => localStorage.removeItem(k))`)
		}
	})
}

// TestP1TabLeftOpen: on a page that stays open for a month, nothing can be typed over what was sent before somebody has
// said whether it is a correction.
func TestP1TabLeftOpen(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		id, kept := h.sentMeeting()
		h.passes("30")
		h.write("f-wellbeing", "x")
		h.says(asksAboutSent)
		h.write("f-progress", "x")
		if n := get[int](h.tab, `[...document.querySelectorAll('.ask')].filter(e =>
			/was sent. Correct/.test(e.textContent)).length`); n != 1 {
			t.Errorf("asked %d times", n)
		}
		h.intact("typed", id, kept)
		h.chooses("Start a new one")
		h.write("f-wellbeing", "December.")
		h.says("Saved on this device")
		h.intact("a new one", id, kept)
	})
}

// TestP1Correction: a correction has the id of what it corrects, and its file says what it revises.
func TestP1Correction(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		id, _ := h.sentMeeting()
		h.visit(shipped.address + "/" + meeting)
		h.says(asksAboutSent)
		h.chooses("Correct it")
		h.waitFor(`document.getElementById('f-wellbeing').value === 'November.'`)
		h.write("f-wellbeing", " Corrected.")
		h.waitFor(`/Changed since it was sent/.test(document.querySelector('.saved').textContent)`)
		h.visit(shipped.address + "/" + meeting) // a correction that is not sent comes back
		h.waitFor(`document.getElementById('f-wellbeing').value === 'November. Corrected.'`)
		h.chooses("Send")
		h.waitFor(`/Corrected/.test(window.shared)`)
		file := get[string](h.tab, `shared`)
		if !strings.Contains(file, "record: \""+id+"\"") || !strings.Contains(file, "revises: \"sha256:") {
			t.Errorf("the correction's file is:\n%s", file)
		}
		h.says("Sent ")
		h.visit(shipped.address + "/" + meeting)
		h.says(asksAboutSent)
	})
}

// TestP1NewDateIsANewRecord: on a form that repeats, a new date makes a new record of what was typed since, and the one
// that was sent is again as it was sent.
func TestP1NewDateIsANewRecord(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		id, kept := h.sentMeeting()
		h.passes("30")
		h.chooses("Correct it")
		h.write("f-wellbeing", " December.")
		h.says("Changed since it was sent")
		dates := func(words string) {
			t.Helper()
			h.selectAll("f-_date")
			h.typed(words)
			h.focus("#f-wellbeing")
		}
		dates("yesterday")
		h.says("This is a new record. Your monthly meeting of ")
		h.intact("another date", id, kept)
		if main, own := h.record(); main["record"] == id || together(main, own)["wellbeing"] != "November. December." ||
			together(main, own)["own-notes"] != "For me alone." || main["revises"] != "" || main["status"] != "draft" {
			t.Errorf("the new record is %v, %v", main, own)
		}
		h.chooses("Correct that one instead")
		h.says("Changed since it was sent")
		if main, _ := h.record(); main["record"] != id || main["revises"] == "" {
			t.Errorf("corrected: %v", main)
		}
		if n := get[int](h.tab, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).length`); n != 1 {
			t.Errorf("%d records are kept", n)
		}
	})
}

// TestP1DraftsComeBack: a draft, though it was sent, and a complete record that was never sent come back by themselves.
func TestP1DraftsComeBack(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(clockAhead)
		h.begin(shipped.address+"/"+meeting, "f-wellbeing", "A draft.")
		back := func(when string) {
			t.Helper()
			other := h.beside()
			other.visit(shipped.address + "/" + meeting)
			other.waitFor(`document.getElementById('f-wellbeing').value === 'A draft.'`)
			if get[bool](other.tab, `/Correct it/.test(document.querySelector('main').innerText)`) {
				t.Errorf("%s: the page asks", when)
			}
		}
		h.passes("30")
		back("a draft")
		h.chooses("Mark as complete")
		h.says("Complete")
		back("complete, and never sent")
		h.chooses("Make it a draft again")
		back("a draft again")
	})
}

// TestP12OneIsOnTheDevice: a new tab says which one is on the device, where it does not open it by itself.
func TestP12OneIsOnTheDevice(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		swot := shipped.address + "/forms/swot.html"
		h.before(`navigator.canShare = () => true; navigator.share = async () => {};`)
		h.begin(swot, "f-strengths", "One.")
		for _, id := range []string{"f-weaknesses", "f-opportunities", "f-threats"} {
			h.write(id, "x")
		}
		h.chooses("Mark as complete")
		h.chooses("Send")
		h.says("1 record sent")
		other := h.beside()
		other.visit(swot)
		other.says("Your SWOT of ")
		other.says(asksAboutSent)
		other.chooses("Start a new one")
		other.write("f-strengths", "Two.")
		other.says("Saved on this device")
		other.chooses("Start a new one")
		other.write("f-strengths", "Three.")
		other.says("Saved on this device")
		third := h.beside()
		third.visit(swot)
		third.says("You have 2 of these on this device. Which do you want to go on with?")
		third.chooses("Open the SWOT of ")
		third.waitFor(`document.getElementById('f-strengths').value === 'Three.'`)
	})
}
