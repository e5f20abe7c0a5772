//go:build browser

package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/form"
	"precept/internal/record"
	"precept/internal/toolkit"
)

const mergeEntry = `
import * as digest from './digest.js';
import * as merge from './merge.js';
import * as readrecord from './readrecord.js';
window.own = { ...digest, ...merge, ...readrecord };
`

// twoStates writes a record of the meeting's form.
func twoStates(revises, said, evidence, step, body, signed string) string {
	text := "---\nform: \"meeting\"\nversion: \"2026.1\"\nrecord: \"k7m29qxd\"\ndate: \"2026-02-12\"\nstatus: \"draft\"\n"
	if revises != "" {
		text += "revises: \"" + revises + "\"\n"
	}
	text += "answers:\n"
	for _, a := range [][2]string{{"said", jsText(said)}, {"evidence", `["` + evidence + `"]`},
		{"steps", `[{"step": ` + jsText(step) + `}]`}} {
		if a[1] != `""` && a[1] != `[""]` && a[1] != `[{"step": ""}]` {
			text += "  " + a[0] + ": " + a[1] + "\n"
		}
	}
	return text + signed + "---\n" + body
}

// bindMeeting reads a record of the meeting's form as Go does.
func bindMeeting(t *testing.T, f *form.Form, text string) *record.Record {
	t.Helper()
	file, findings := form.ReadFile("record.md", []byte(text))
	if file == nil {
		t.Fatalf("%v\n%s", findings, text)
	}
	r, _ := form.ReadRecord(file)
	f.Bind(r, nil)
	return &record.Record{Record: r, Template: f, Under: &toolkit.Version{Name: "2026.1"}}
}

// goMerge says what Go makes of two states: each part with the side that it has changed on, and the two put together.
func goMerge(here, file *record.Record) []string {
	parts := record.Parts(here, file, "")
	list := []string{}
	sides := make([]record.Side, len(parts))
	names := map[record.Side]string{record.Here: "file", record.There: "here"}
	for i, p := range parts {
		sides[i] = record.There
		if p.Changed == record.Here {
			sides[i] = record.Here
		}
		list = append(list, p.Label+" "+names[p.Changed])
	}
	if parts == nil {
		return list
	}
	merged, broken := record.Merge(here, file, parts, sides)
	return append(list, fmt.Sprintf("%s %q %d", merged.Digest(), broken, len(merged.Signed)))
}

// pageMerge is the same in the page. It is given the state that both were made from, where it is one of known.
const pageMerge = `(here, file, definition, known) => {
	const d = JSON.parse(definition), read = text => own.readRecord(text).record;
	const digest = r => own.digest(r, d, '');
	const pair = { here: read(here), file: read(file), definition: d };
	const from = r => [digest(r), r.revises];
	pair.base = known.map(read).find(r => [pair.here, pair.file].every(side => from(side).includes(digest(r))));
	const parts = own.partsOf(pair);
	if (!parts) return [];
	const { record, broken = '' } = own.merge(pair, parts, parts.map(p => p.changed || 'here'));
	const label = key => d.fields.find(f => f.id === key)?.label || key || 'Free writing';
	return [...parts.map(p => label(p.key) + ' ' + p.changed),
		digest(record) + ' ' + JSON.stringify(broken) + ' ' + record.signed.length];
}`

// TestP13Agreement: the form page puts two states of a record together as Go does, whatever differs in them.
func TestP13Agreement(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/404.html")
	b.eval(joined(t, mergeEntry))
	f := meetingForm()
	definition := string(must(f.JSON()))
	digestOf := func(text string) string { return bindMeeting(t, f, text).Digest() }
	base, empty := twoStates("", "One", "a", "s", "", ""), twoStates("", "One", "", "", "", "")
	began, bare := digestOf(base), digestOf(empty)
	signature := `signed:` + "\n" + `  - {"field": "sign", "by": "preceptor", "name": "Pat", "date": "2026-02-12", "how": "screen"`
	unbound := signature + "}\n"
	signed := signature + `, "digest": "` + f.Digest(bindMeeting(t, f, base).Record, "2026.1", "We agreed") + "\"}\n"
	two := twoStates("", "Two", "a", "s", "", "")
	later := twoStates(began, "Two", "a", "s", "", "")
	mergeable := 0
	for _, c := range [][2]string{
		{later, twoStates(began, "One", "b", "s", "", "")},
		{twoStates(began, "Two", "a", "s", "Mine.", ""), twoStates(began, "One", "b", "t", "", "")},
		{two, twoStates("", "One", "b", "s", "", "")},
		{later, twoStates("", "Three", "b", "s", "", "")},
		{twoStates(bare, "One", "a", "", "", ""), twoStates(bare, "One", "", "t", "", "")},
		{twoStates(bare, "One", "a", "s", "", ""), twoStates(bare, "One", "b", "t", "", "")},
		{twoStates(bare, "One", "a", "", "x", ""), twoStates(bare, "Two", "", "", "", "")},
		{base, twoStates(began, "Two", "", "", "Yours.", "")},
		{twoStates(began, "Two", "", "", "Mine.", ""), base},
		{twoStates(digestOf(later), "Two", "b", "s", "", ""), base}, // older by two: nobody knows what came between
		{base, base},
		{twoStates(began, "One", "a", "s", "", signed), later},
		{later, twoStates(began, "One", "a", "s", "", signed)},
		{twoStates(began, "One", "b", "s", "", ""), twoStates(began, "One", "a", "s", "", unbound)},
		{base, strings.Replace(two, "02-12", "02-13", 1)},
		{base, strings.Replace(later, `"draft"`, `"complete"`, 1)},
		{strings.Replace(base, "answers:\n", "answers:\n  gone: \"old\"\n", 1), later},
		{strings.Replace(base, "answers:\n", "milestone: \"m-x\"\nanswers:\n", 1), two},
		{strings.Replace(base, "status:", "extra: \"1\"\nstatus:", 1),
			strings.Replace(two, "status:", "extra: \"2\"\nstatus:", 1)},
	} {
		want := goMerge(bindMeeting(t, f, c[0]), bindMeeting(t, f, c[1]))
		got := with[[]string](b, pageMerge, c[0], c[1], definition, []string{c[0], c[1], base, empty})
		for _, list := range [][]string{got, want} {
			slices.Sort(list)
		}
		if !slices.Equal(got, want) {
			t.Errorf("here\n%s\nfile\n%s\nthe page: %q\nGo:       %q", c[0], c[1], got, want)
		}
		if len(want) > 1 {
			mergeable++
		}
	}
	if mergeable < 9 {
		t.Errorf("only %d of them could be put together", mergeable)
	}
}

// arrivesChanged writes a record's file with some of its text replaced, as another program would.
func arrivesChanged(t testing.TB, file string, replace ...string) string {
	t.Helper()
	text := string(must(os.ReadFile(file)))
	changed := strings.NewReplacer(replace...).Replace(text)
	if changed == text {
		t.Fatalf("nothing of %q is in\n%s", replace, text)
	}
	name := filepath.Join(t.TempDir(), filepath.Base(file))
	if err := os.WriteFile(name, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestP13OnTheFormPage: a file is opened of a record that is here with other changed fields. What changed on only one
// side is put together at once, by page and by list; what changed on both is asked for; what somebody signed stays
// whole.
func TestP13OnTheFormPage(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(noPicker)
		folder := h.downloads()
		h.begin(plainHost()+meeting, "f-wellbeing", "Well.")
		h.chooses("Save a file")
		sent, _ := h.file(folder, ".md")
		base := get[string](h.tab, `window.precept.base()`)
		answers := func() string {
			return get[string](h.tab, `(a => [a.wellbeing, a.feedback, a['training-due']].join('|'))(window.precept.record().answers)`)
		}
		theirs := func(answer string) string {
			return arrivesChanged(t, sent, "answers:\n", "revises: \""+base+"\"\nanswers:\n  "+answer+"\n")
		}
		h.write("f-feedback", "Typed here.")
		h.give(theirs(`training-due: "From the file."`))
		h.says("The changes from the file have been added to yours.")
		if got := answers(); got != "Well.|Typed here.|From the file." {
			t.Errorf("put together: %s", got)
		}
		// what was made from an older state does not tell what it left out: nothing is taken by itself
		h.give(theirs(`feedback: "From the file."`))
		h.says("Choose which one to keep")
		h.chooses("Combine the two")
		h.says("For each part, choose which one to keep.")
		if n := get[int](h.tab, `document.querySelectorAll('.part').length`); n != 2 {
			t.Errorf("%d parts, want feedback and training", n)
		}
		h.eval(`document.querySelectorAll('.part input[value=file]')[0].click();
			document.querySelectorAll('.part input[value=here]')[1].click()`)
		h.chooses("Combine the two")
		h.says("The two have been combined.")
		if got := answers(); got != "Well.|From the file.|From the file." {
			t.Errorf("as chosen: %s", got)
		}
		// among several, on the forms index
		h.visit(plainHost() + "forms/index.html")
		h.give(theirs(`feedback: "Again."`))
		h.says("1 record opened")
		h.says("Combine the two")
		if get[bool](h.tab, `[...document.querySelectorAll('.error')].some(e => !e.textContent && e.checkVisibility())`) {
			t.Error("a mark of an error is shown where nothing is wrong")
		}
	})
}

// TestP13SignedStaysWhole: two states are not put together where it would break what somebody signed.
func TestP13SignedStaysWhole(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.begin(plainHost()+meeting, "f-wellbeing", "Well.")
	b.sign("sign-preceptor", "Pat Example")
	b.says("Signed by Pat Example.")
	b.load(`r.answers.feedback = 'Other.'`)
	b.says("This record is already here, and the file is different.")
	b.says("In the file: Other.")
	b.eval(`document.querySelector('.part input[value=file]').click()`)
	b.click("Combine the two")
	b.says("Combined like this, the record would not say what Pat Example signed.")
	if got := get[string](b, `window.precept.record().answers.feedback || ''`); got != "" {
		t.Errorf("the record says now: %s", got)
	}
}
