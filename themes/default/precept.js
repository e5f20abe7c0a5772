// The small script of every page: the colour switch and its memory, tips for glossary words, Ctrl+K for search, a
// print button, menus that close. A classic script, so that it runs from a folder on disk; the page reads whole without
// it. What it says is written in place of each say(), as in the other scripts.
(function (d) {
  "use strict";
  var root = d.documentElement,
    key = "precept-theme";
  function kept() {
    try {
      return localStorage.getItem(key);
    } catch (e) {
      return null;
    }
  }
  function dark() {
    var t = root.getAttribute("data-theme");
    return t ? t === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  var was = kept();
  if (was === "dark" || was === "light") root.setAttribute("data-theme", was);

  function each(what, run) {
    Array.prototype.forEach.call(d.querySelectorAll(what), run);
  }
  function make(name, cls, text) {
    var e = d.createElement(name);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  }
  function button(cls, text, run) {
    var b = make("button", cls, text);
    b.type = "button";
    b.addEventListener("click", run);
    return b;
  }

  function themeSwitch(place) {
    var b = button("tool switch", "", function () {
      var to = dark() ? "light" : "dark";
      root.setAttribute("data-theme", to);
      try {
        localStorage.setItem(key, to);
      } catch (e) {
        /* remembered only for this page */
      }
      name();
    });
    var s = b.appendChild(make("span"));
    function name() {
      s.textContent = dark() ? say("Light") : say("Dark");
      b.setAttribute("aria-label", dark() ? say("Light colours") : say("Dark colours"));
    }
    name();
    place.appendChild(b);
  }

  function tips() {
    var tip, from;
    if (!("popover" in root)) return;
    d.addEventListener("click", function (e) {
      var a = e.target.closest && e.target.closest("a.term");
      if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      var id = a.getAttribute("data-term"),
        def = null;
      each("[data-def]", function (x) {
        if (x.getAttribute("data-def") === id) def = x;
      });
      if (!def) return;
      e.preventDefault();
      from = a;
      if (tip) tip.remove();
      tip = make("div", "tip");
      tip.popover = "auto";
      tip.tabIndex = -1;
      tip.setAttribute("role", "dialog");
      var words = def.previousElementSibling.textContent;
      tip.setAttribute("aria-label", words);
      var what = make("p"),
        row = make("div"),
        more = make("a", "", say("In the glossary"));
      Array.prototype.forEach.call(def.childNodes, function (n) {
        what.appendChild(n.cloneNode(true));
      });
      more.href = a.href;
      tip.appendChild(make("p")).appendChild(make("strong", "", words));
      tip.appendChild(what);
      row.appendChild(more);
      row.appendChild(
        button("button plain", say("Close"), function () {
          tip.hidePopover();
        }),
      );
      tip.appendChild(row);
      d.body.appendChild(tip);
      tip.showPopover();
      var at = a.getBoundingClientRect(),
        wide = tip.offsetWidth,
        room = root.clientWidth;
      tip.style.left = Math.max(16, Math.min(at.left, room - wide - 16)) + scrollX + "px";
      tip.style.top = at.bottom + 6 + scrollY + "px";
      tip.focus({ preventScroll: true });
      tip.addEventListener("toggle", function (t) {
        if (t.newState === "closed" && (d.activeElement === d.body || tip.contains(d.activeElement)))
          from.focus({ preventScroll: true });
      });
    });
  }

  function start() {
    each("[data-theme-switch]", themeSwitch);
    each("[data-print]", function (p) {
      p.appendChild(
        button("button plain", say("Print"), function () {
          print();
        }),
      );
    });
    tips();
    d.addEventListener("keydown", function (e) {
      var s = d.querySelector("[data-search]"),
        q = d.getElementById("q");
      if (e.key === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && (q || s)) {
        e.preventDefault();
        if (q) q.focus();
        else location.href = s.href;
      }
      if (e.key === "Escape")
        each(".menu[open],.versions[open]", function (m) {
          m.open = false;
          m.firstElementChild.focus();
        });
    });
    d.addEventListener("click", function (e) {
      each(".menu[open],.versions[open]", function (m) {
        if (!m.contains(e.target)) m.open = false;
      });
    });
  }
  if (d.readyState === "loading") d.addEventListener("DOMContentLoaded", start);
  else start();
})(document);
