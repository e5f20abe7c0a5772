//go:build browser

package browser

import (
	"testing"
)

// TestP10WaitsForASignature: a complete record that still has to be signed says so, on its page and on the list of
// forms, and not in green.
func TestP10WaitsForASignature(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.visit(shipped.address + "/forms/supervision-record.html")
		h.load(`r.answers = { topic: 'x', learning: 'y', 'no-identifiers': 'yes',
			kind: document.querySelector('#s-kind input').value }`)
		h.chooses("Mark as complete")
		const words = `Complete, waiting for `
		h.waitFor(`document.querySelector('#form-actions .tag.state-draft')?.textContent.startsWith('` + words + `')`)
		h.visit(shipped.address + "/forms/index.html")
		h.waitFor(`document.querySelector('#shelf .tag.state-draft')?.textContent.startsWith('` + words + `')`)
		h.visit(shipped.address + "/forms/swot.html")
		for _, id := range []string{"f-strengths", "f-weaknesses", "f-opportunities", "f-threats"} {
			h.write(id, "x")
		}
		h.chooses("Mark as complete")
		h.waitFor(`/^Complete, waiting for your signature$/.test(
			document.querySelector('#form-actions .tag').textContent)`)
	})
}

// TestP11DeletingSaysWhatIsGone: deleting a meeting that was sent says that its private notes were not; on its own page
// too. The way to delete is apart from the way to say that it was sent.
func TestP11DeletingSaysWhatIsGone(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(noPicker + `; delete Navigator.prototype.canShare;`)
		h.downloads()
		h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Sent.")
		h.write("f-own-notes", "For me alone.")
		h.chooses("Download to send")
		h.says("1 record is in the file")
		index := shipped.address + "/forms/index.html"
		h.visit(index)
		h.says("I have sent it")
		if apart := get[float64](h.tab, `(([a, b]) => b.top - a.bottom)(['I have sent it', 'Delete'].map(words =>
			[...document.querySelectorAll('#shelf li button')].find(e => e.textContent === words)
				.getBoundingClientRect()))`); apart < 24 {
			t.Errorf("the two ways are %v pixels apart", apart)
		}
		h.chooses("Delete")
		h.says("or sent will be lost, including your private notes.")
		h.chooses("No, keep it")
		h.chooses("I have sent it")
		const gone = "It was sent without your private notes. They are only on this device, and will be lost."
		h.chooses("Delete")
		h.says(gone)
		inEveryLook(h.tab, "the question before a record is deleted")
		h.visit(index[:len(index)-len("forms/index.html")] + meeting)
		h.chooses("Clear from this device")
		h.says(gone)
		h.chooses("No, keep it")
		h.chooses("Save my private notes")
		h.says("It is only for you.")
		h.chooses("Clear from this device")
		h.says("Anything that is not saved in a file or sent will be lost.")
	})
}
