//go:build browser

package browser

import (
	"slices"
	"testing"
)

// TestP6Reading: before somebody signs they read all that is signed, and nothing else: names, units and unticked rows
// as on the record's own page.
func TestP6Reading(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/404.html")
	b.eval(joined(t, `import { namesOf, toRead } from './reading.js'; Object.assign(window, { namesOf, toRead });`))
	got := with[[]string](b, `() => {
		const d = { form: 'm', version: '2026.1', title: 'Meeting', visibility: 'pair', fields: [
			{ id: 'shown', type: 'pick', picks: 'competencies', label: 'Shown' },
			{ id: 'met', type: 'pick', picks: 'standards', label: 'Standards' },
			{ id: 'took', type: 'number', unit: 'minutes', label: 'Took' },
			{ id: 'learnt', type: 'hours', label: 'Learnt' },
			{ id: 'on', type: 'date', label: 'Again on' },
			{ id: 'quiet', type: 'tick', label: 'Quiet' },
			{ id: 'said', type: 'text', label: 'Said', was: 'told' },
			{ id: 'empty', type: 'line', label: 'Empty' },
			{ id: 'weighs', type: 'text', label: 'Weighs', private: true },
			{ id: 'never', type: 'text', label: 'Never', private: true },
			{ id: 'areas', type: 'table', label: 'Areas', rows: [{ id: 'a', label: 'Asthma' }, { id: 'b', label: 'Diabetes' }],
				columns: [{ id: 'seen', type: 'tick', label: 'Seen' }, { id: 'time', type: 'hours', label: 'Time' },
					{ id: 'why', type: 'line', label: 'Why', private: true }] },
			{ id: 'sign', type: 'sign', label: 'We met', lane: 'preceptor' }] };
		const main = { form: 'm', version: '2026.1', date: '2026-02-12', about: 'c-assess', milestone: 'meeting.3',
			private: ['weighs'], signed: [], body: 'Free.', answers: { shown: ['c-assess', 'c-gone'], met: ['s-one'],
				took: '90', learnt: '1.5', on: '2026-06-01', told: 'Well.', areas: { b: { time: '2', odd: 'kept' } },
				mood: 'good' } };
		const names = namesOf({ competencies: [{ id: 'c-assess', label: 'Assess' }],
			standards: [{ id: 's-one', label: 'One' }], milestones: [{ id: 'meeting', label: 'Monthly meeting' }] }, []);
		const parts = 'dt, dd > :not(.scroll), dd:not(:has(*)), th, td';
		const words = (dl) => [...dl.children].map(div => [...div.querySelectorAll(parts)]
			.map(e => e.textContent).join(' | '));
		window.readBy = (lane) => words(toRead(main, { ...d, read_by: ['preceptee', 'preceptor'],
			fields: d.fields.map(f => f.id === 'took' ? { ...f, read_by: ['organisation'] } : f.id !== 'areas' ? f
				: { ...f, read_by: ['preceptor', 'organisation'],
					columns: f.columns.map(c => c.id === 'time' ? { ...c, read_by: ['preceptor'] } : c) }) }, names, [lane]));
		return words(toRead(main, d, names));
	}`)
	want := []string{"Form | Meeting, version 2026.1", "Date of the meeting | 12 February 2026",
		"What it is about | Assess", "Milestone | Monthly meeting, 3", "Shown | Assess, c-gone", "Standards | One",
		"Took | 90 minutes", "Learnt | 1.5 hours", "Again on | 1 June 2026", "Quiet | Not ticked", "Said | Well.",
		"Empty | Not answered", "Weighs | Kept private: it is not part of what is signed.",
		"Areas |  | Seen | Time | odd | Asthma | Not ticked | Not answered | Not answered | Diabetes | Not ticked | " +
			"2 hours | kept", "mood | good", "Notes | Free."}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	want = []string{"Form | Meeting, version 2026.1", "Date of the meeting | 12 February 2026",
		"What it is about | Assess", "Milestone | Monthly meeting, 3", "Took | 90 minutes",
		"Weighs | Kept private: it is not part of what is signed.",
		"Areas |  | Seen | odd | Asthma | Not ticked | Not answered | Diabetes | Not ticked | kept"}
	if got := with[[]string](b, `() => readBy('organisation')`); !slices.Equal(got, want) {
		t.Errorf("the organisation reads\n%q\nwant\n%q", got, want)
	}
}
