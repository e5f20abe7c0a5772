package inert

import "testing"

// TestCheck shows what Check finds, and that a plain page passes.
func TestCheck(t *testing.T) {
	for page, want := range map[string]int{
		`<p><a href="https://www.nhs.uk/">x</a> <img src="a.png" alt=""></p><script src="../assets/x.js"></script>`: 0,
		`<script type="application/json">{}</script><a href="mailto:a@example.org">x</a>`:                           0,
		`<a href="java&Tab;script:x()">x</a>`:           1,
		`<a href=" //example.org/">x</a>`:               1,
		`<a href="\\host\share">x</a>`:                  1,
		`<img src="https://example.org/p.gif" alt="">`:  1,
		`<p onclick="x()" style="color:red">x</p>`:      2,
		`<script>x()</script>`:                          1,
		`<meta http-equiv=Refresh content="0;url=/x">`:  1,
		`<form action="https://example.org/"></form>`:   1,
		`<iframe srcdoc="x"></iframe><base href="/x/">`: 3,
		`<!-- CNRY-1 -->`:                               1,
		`<svg><a xlink:href="data:x">x</a></svg>`:       1,
	} {
		if got := Check([]byte(page), Options{}); len(got) != want {
			t.Errorf("%s\ngot %q, want %d findings", page, got, want)
		}
	}
}
