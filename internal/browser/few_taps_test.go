//go:build browser

package browser

import (
	"path/filepath"
	"strings"
	"testing"
)

// sharing makes a browser that shares files, and notes what it was given.
const sharing = `navigator.canShare = () => true;
	navigator.share = async d => {
		window.shared = await Promise.all(d.files.map(async f => f.name + '\n' + await f.text()));
	};`

// TestFewTapsToSend: from "Mark as complete" to a record that is sent are two taps and the choice on the share sheet,
// or three clicks, though another record on the device is not sent yet; and what is sent is one file.
func TestFewTapsToSend(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		folder := h.downloads()
		if h.touch {
			h.before(sharing)
		} else {
			h.before(noPicker + `; delete Navigator.prototype.canShare;`)
		}
		h.begin(shipped.address+"/forms/reflection.html", "f-what-happened", "Not sent yet.")
		h.visit(shipped.address + "/forms/swot.html")
		for _, id := range []string{"f-strengths", "f-weaknesses", "f-opportunities", "f-threats"} {
			h.write(id, "x")
		}
		before := h.taps
		h.chooses("Mark as complete")
		want := map[bool]int{true: 2, false: 3}[h.touch]
		if h.touch {
			h.chooses("Send my records")
			h.says("1 record sent. 1 other record on this device has not been sent yet.")
			if list := get[[]string](h.tab, `shared`); len(list) != 1 || !strings.Contains(list[0], "form: \"swot\"") {
				t.Errorf("shared: %q", list)
			}
		} else {
			h.chooses("Download to send")
			h.says("1 other record on this device has not been sent yet.")
			if name, data := h.file(folder, ".md"); !strings.Contains(filepath.Base(name), "swot") ||
				!strings.Contains(string(data), "form: \"swot\"") {
				t.Errorf("%s holds:\n%s", name, data)
			}
			h.chooses("I have sent it")
		}
		if h.taps -= before; h.taps != want {
			t.Errorf("complete to sent: %d taps, want %d", h.taps, want)
		}
		h.waitFor(`/Sent \d/.test(document.querySelector('.saved').textContent)`)
		h.visit(shipped.address + "/forms/index.html")
		h.says("Not yet sent.")
	})
}

// TestFewTapsToReturn: one record that waits for a preceptor is opened on the forms index, read, signed and sent back
// in four taps and the choice on the share sheet, or in five clicks. The name is typed the first time alone.
func TestFewTapsToReturn(t *testing.T) {
	t.Parallel()
	f := toSign(t)[0]
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		folder := h.downloads()
		if h.touch {
			h.before(sharing)
		} else {
			h.before(noPicker + `; delete Navigator.prototype.canShare;`)
		}
		for _, id := range []string{"taps0ne1", "tapstw02"} {
			h.visit(shipped.address + "/forms/index.html")
			h.taps = 0
			h.chooses("Open a file")
			h.give(asText(t, f, id, ""))
			h.says("1 record opened")
			if h.value("sit-name") == "" {
				h.write("sit-name", "Pat Example")
			} else if id == "taps0ne1" {
				t.Error("a name is there before anybody gave it")
			}
			if h.touch {
				h.tap("#sit-0")
			} else {
				h.focus("#sit-0")
				h.press(" ")
				h.taps++
			}
			h.chooses("Sign the ticked records")
			want := 4
			if h.touch {
				h.chooses("Send it back")
				h.says("1 record sent")
			} else {
				h.chooses("Download to send back")
				h.file(folder, id+".md")
				h.chooses("I have sent it")
				want = 5
			}
			if h.taps != want {
				t.Errorf("%s: opened, signed and returned in %d taps, want %d", id, h.taps, want)
			}
		}
	})
}

// TestOthersGoToo: the others that are not sent yet go together, after the one that was open.
func TestOthersGoToo(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(sharing)
		h.begin(shipped.address+"/forms/reflection.html", "f-what-happened", "Second.")
		h.visit(shipped.address + "/" + meeting)
		h.write("f-wellbeing", "First.")
		h.chooses("Send my records")
		h.chooses("Send the others too")
		h.waitFor(`/Second/.test(shared[0])`)
		h.visit(shipped.address + "/forms/index.html")
		h.waitFor(`document.querySelectorAll('#shelf li').length === 2 &&
			!/ot (yet )?sent/.test(document.getElementById('shelf').innerText)`)
	})
}
