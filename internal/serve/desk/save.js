// Added to form pages by precept serve: saves the record straight into a portfolio on this computer, and opens one that is there.
// What the page calls private is never asked for and never sent. Text is only ever set as text.
(function () {
  "use strict";
  var token = new URL(document.currentScript.src).searchParams.get("token");
  var definition = JSON.parse(document.getElementById("form-data").dataset.json).definition;
  if (!definition || definition.visibility === "never") return;
  var practice = definition.subject === "organisation";
  var form = document.getElementById("form");
  var people = { people: [], practice: [] };
  var said, who, which, open, save;
  var way = new URLSearchParams(location.hash.slice(1)); // from the desk: for whom, and which record to open
  var choose = "Choose whose portfolio it is.";
  var kept = null; // what the portfolio holds of this page's record
  var lines = [];

  function make(name, props, children) {
    var e = document.createElement(name);
    Object.keys(props || {}).forEach(function (k) { if (k in e) e[k] = props[k]; else e.setAttribute(k, props[k]); });
    (children || []).forEach(function (c) { e.appendChild(typeof c === "string" ? document.createTextNode(c) : c); });
    return e;
  }
  function button(text, plain, act) {
    var b = make("button", { type: "button", className: plain ? "button plain" : "button", textContent: text });
    b.addEventListener("click", act);
    return b;
  }
  function say(children, focus) {
    said.textContent = "";
    children.forEach(function (c) { said.appendChild(typeof c === "string" ? make("p", {}, [c]) : c); });
    if (focus) said.focus();
  }
  function ask(what, options) {
    var headers = { "X-Precept-Token": token };
    return fetch("/-/desk/" + what, Object.assign({ headers: headers, credentials: "same-origin", cache: "no-store" }, options)).then(function (r) {
      if (/json/.test(r.headers.get("Content-Type") || "")) return r.json();
      return r.text().then(function (t) { throw new Error(t); });
    });
  }
  function sorry(e) {
    say([make("p", {}, [make("strong", {}, ["Not saved. "]), e instanceof TypeError ? "The desk does not answer. What you typed is still on this page." : e.message]),
      "Use “Save a file” to keep it in any case."], true);
  }

  // The panel.
  function build() {
    said = make("div", { className: "precept-save-said", tabIndex: -1, role: "status" });
    who = make("select", { id: "precept-who" });
    which = make("select", { id: "precept-which" });
    open = button("Open it here", true, function () { opened(); });
    open.disabled = true;
    save = button(practice ? "Save into the practice’s records" : "Save into the portfolio", false, send);
    save.disabled = true; // until it is known who there is
    var panel = make("section", { className: "precept-save", "aria-labelledby": "precept-save-title" }, [
      make("h2", { id: "precept-save-title", tabIndex: -1, textContent: practice ? "Save into the practice’s records" : "Save into a portfolio" }),
      make("p", { className: "hint", textContent: "It is kept on this computer alone. Private answers stay on this page: they are not sent." })]);
    if (!practice) {
      panel.appendChild(make("label", { htmlFor: "precept-who", textContent: "Whose portfolio?" }));
      panel.appendChild(who);
    }
    panel.appendChild(make("label", { htmlFor: "precept-which", textContent: "Go on with a record that is there already?" }));
    panel.appendChild(make("div", { className: "precept-save-which" }, [which, open]));
    panel.appendChild(make("div", { className: "precept-save-do" }, [save]));
    panel.appendChild(said);
    form.parentNode.insertBefore(panel, form.nextSibling);
    who.addEventListener("change", function () {
      offer();
      if (who.value && said.textContent === choose) say([]);
      tell();
    });
    which.addEventListener("change", function () { open.disabled = !which.value; });
    states();
    load().then(arrive);
  }

  // Where the page says what is kept on the device, this says what the portfolio holds.
  function states() {
    var due = 0;
    function soon() { clearTimeout(due); due = setTimeout(tell, 150); }
    document.querySelectorAll(".state-at").forEach(function (at) {
      var line = make("p", { className: "precept-kept", hidden: true });
      at.parentNode.insertBefore(line, at.nextSibling);
      lines.push(line);
      new MutationObserver(soon).observe(at, { childList: true, subtree: true, characterData: true });
    });
    document.addEventListener("precept:change", soon);
  }
  function mark(record) { return JSON.stringify([record.date, record.status, record.about, record.milestone, record.answers, record.signed, record.private, record.body, record.allow]); }
  function tell() {
    var record = window.precept.record();
    var p = person(), text = "", link = false;
    if (kept && kept.record === record.record) {
      text = kept.mark !== mark(record) ? "In " + kept.whose + ", without what you changed since" : kept.since ? "In " + kept.whose + " since " + kept.since : "As it stands in " + kept.whose;
      text += ".";
    } else if (p && way.get("for") === p.id) {
      text = "For " + p.name + "’s portfolio. ";
      link = true;
    }
    lines.forEach(function (line) {
      line.hidden = !text;
      line.textContent = text;
      if (!link) return;
      var a = line.appendChild(make("a", { href: "#precept-save-title", textContent: "Save it there" }));
      a.addEventListener("click", function (e) { e.preventDefault(); document.getElementById("precept-save-title").focus(); });
      line.appendChild(document.createTextNode(" when you have written."));
    });
  }
  function keeps(since) {
    var record = window.precept.record(), p = person();
    kept = { record: record.record, mark: mark(record), since: since, whose: practice ? "the practice’s records" : p ? p.name + "’s portfolio" : "the portfolio" };
    tell();
  }
  function now() {
    var d = new Date();
    return ("0" + d.getHours()).slice(-2) + ":" + ("0" + d.getMinutes()).slice(-2);
  }

  // Somebody came from the desk for a record that is there: it is opened, once.
  function arrive() {
    tell();
    var at = way.get("at");
    if (!at || !practice && who.value !== way.get("for")) return;
    which.value = at;
    if (which.selectedIndex < 0) { which.value = ""; return; }
    open.disabled = false;
    way.delete("at");
    history.replaceState(history.state, "", "#" + way.toString());
    opened(true);
  }
  function choice(value, text) { return make("option", { value: value, textContent: text }); }

  function load() {
    return ask("people?form=" + encodeURIComponent(definition.form)).then(function (list) {
      var chosen = who.value, record = which.value;
      people = list;
      who.textContent = "";
      who.appendChild(choice("", list.people.length ? "Choose" : "Nobody’s records are kept here yet"));
      list.people.forEach(function (p) { who.appendChild(choice(p.id, p.name)); });
      who.value = chosen || way.get("for") || (list.people.length === 1 ? list.people[0].id : "");
      if (who.selectedIndex < 0) who.value = "";
      offer();
      which.value = record;
      if (kept && !which.value) (practice ? list.practice : (person() || { records: [] }).records).forEach(function (r) { if (r.record === kept.record) which.value = r.at; });
      if (which.selectedIndex < 0) which.value = "";
      open.disabled = !which.value;
      save.disabled = false;
    }).catch(sorry);
  }
  function person() { return people.people.filter(function (p) { return p.id === who.value; })[0]; }
  function offer() {
    var p = person();
    var records = practice ? people.practice : p ? p.records : [];
    which.textContent = "";
    which.appendChild(choice("", "No, this is a new one"));
    records.forEach(function (r) { which.appendChild(choice(r.at, r.title)); });
    open.disabled = true;
  }
  function chosen() {
    if (practice || who.value) return true;
    say([choose]);
    who.focus();
    return false;
  }

  // The page asks by itself before it lets go of what was typed. What it hands over later says which state it revises.
  function opened(quiet) {
    ask("record?preceptee=" + encodeURIComponent(practice ? "" : who.value) + "&at=" + encodeURIComponent(which.value)).then(function (r) {
      return window.precept.load(r.record, null).then(function () { return r; });
    }).then(function (r) {
      var here = window.precept.record().record === r.record.record;
      if (here) keeps("");
      say([here ? "Opened as it stands in the portfolio. Saving it puts it back there." : "The page asks something first: see above."], here && quiet !== true);
    }).catch(function (e) { say([e.message], true); });
  }

  function send() {
    if (!chosen()) return;
    var record = window.precept.record();
    var data = new FormData();
    data.append("preceptee", practice ? "" : who.value);
    data.append("record", JSON.stringify(record));
    window.precept.attachments().forEach(function (f) { data.append("file", f, f.name); });
    save.disabled = true;
    say(["Saving."]);
    ask("save", { method: "POST", body: data }).then(hear).catch(sorry).then(function () { save.disabled = false; });
  }
  function decide(batch, how) {
    var data = new FormData();
    data.append("batch", batch);
    data.append("do", "accept");
    data.append("take", "0");
    data.append("how-0", how);
    ask("accept", { method: "POST", body: data }).then(hear).catch(sorry);
  }
  function undo(batch) {
    var data = new FormData();
    data.append("batch", batch);
    ask("undo", { method: "POST", body: data }).then(function (r) {
      var done = r.stage === "back";
      if (done) { kept = null; tell(); }
      say([done ? "Taken back: everything there is as it was before. What you typed is still on this page." : "It was not taken back: what was written has been changed since."].concat(findings(r)), true);
      load();
    }).catch(sorry);
  }
  function findings(r) {
    if (!r.findings || !r.findings.length) return [];
    return [make("ul", {}, r.findings.map(function (f) {
      var text = f.text + (f.help ? " " + f.help : "");
      return make("li", {}, (f.kind ? [make("strong", {}, [f.kind + ": "])] : []).concat([text], behind(f.own ? "Where it is" : "In technical words", f.technical)));
    }))];
  }
  function behind(summary, list) {
    if (!list || !list.length) return [];
    return [make("details", { className: "more" }, [make("summary", { textContent: summary }), make("div", {}, list.map(function (t) { return make("p", {}, [make("code", { textContent: t })]); }))])];
  }
  function differences(r) {
    var rows = r.differences.map(function (d) {
      return make("tr", {}, [make("th", { scope: "row", textContent: d.label }), cell("In the portfolio", d.there), cell("On this page", d.here)]);
    });
    return make("div", { className: "precept-save-table", tabIndex: 0, role: "group", "aria-label": "What differs" }, [make("table", {}, [
      make("thead", {}, [make("tr", {}, ["What", "In the portfolio", "On this page"].map(function (t) { return make("th", { scope: "col", textContent: t }); }))]),
      make("tbody", {}, rows)])]);
  }
  function cell(label, text) { return make("td", { "data-label": label, textContent: text || "nothing" }); }

  // What became of it.
  function hear(r) {
    var told = (r.told || []).slice();
    var link = r.href ? make("a", { href: r.href, textContent: "Open the portfolio of " + r.name }) : null;
    if (r.digest) {
      window.precept.saved(r.digest);
      if (r.stage === "taken" || !kept || kept.record !== window.precept.record().record) keeps(now());
    }
    if (r.state === "empty") {
      say(told, true);
    } else if (r.stage === "taken") {
      var parts = [make("p", {}, r.beside ? [make("strong", {}, ["Both are kept. "]), "You can decide later on the desk."] :
        [make("strong", {}, ["Saved. "]), practice ? "It is in the practice’s records." : "It is in " + r.name + "’s portfolio."])].concat(told, findings(r), behind("Where it is", r.files));
      parts.push(make("div", { className: "precept-save-do" }, [button("Take it back", true, function () { undo(r.batch); })].concat(link ? [link] : [])));
      say(parts, true);
      load();
    } else if (r.state === "same") {
      say([make("p", {}, ["The same is there already, or a later state of it: nothing had to be written."])].concat(told, findings(r)), true);
    } else if (r.state === "differs") {
      say([make("p", {}, [make("strong", {}, ["Not saved yet. "]), "The record in the portfolio is no longer the one that this page began with. Nothing was overwritten."])].concat(told, [differences(r)], findings(r), [
        make("div", { className: "precept-save-do" }, [
          button("Keep both", false, function () { decide(r.batch, "keep"); }),
          button("Replace what is there", true, function () { decide(r.batch, "replace"); })])]), true);
    } else {
      say([make("p", {}, [make("strong", {}, ["Not saved. "]), "What you typed is still on this page."])].concat(told, findings(r)), true);
    }
  }

  // The page's own script may come later than this one.
  var tries = 0;
  (function wait() {
    if (window.precept && window.precept.record) build();
    else if (tries++ < 200) setTimeout(wait, 50);
  })();
})();
