// The search page's script. It loads the index in small scripts, so that it works from a folder on disk, and writes
// what it finds as text, never as HTML. The format of the index is described in package search.
(function (d) {
  "use strict";
  var form = d.getElementById("search"),
    q = d.getElementById("q"),
    out = d.getElementById("search-results"),
    count = d.getElementById("search-count"),
    begin = d.getElementById("search-start");
  if (!form || !q) return;
  var base = "search/",
    got = {},
    waits = {},
    start = null,
    turn = 0,
    shown = 8,
    timer;

  window.preceptSearch = function (key, data) {
    got[key] = data;
    (waits[key] || []).forEach(function (run) {
      run(data);
    });
    delete waits[key];
  };
  function load(key, run) {
    if (key in got) {
      run(got[key]);
      return;
    }
    if (waits[key]) {
      waits[key].push(run);
      return;
    }
    waits[key] = [run];
    var s = d.createElement("script");
    s.src = base + "index-" + key + ".js";
    s.onerror = function () {
      window.preceptSearch(key, null);
    };
    d.head.appendChild(s);
  }
  function loadAll(keys, run) {
    var left = keys.length;
    if (!left) {
      run();
      return;
    }
    keys.forEach(function (k) {
      load(k, function () {
        if (!--left) run();
      });
    });
  }
  function fold(s) {
    return s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, "");
  }
  function words(s) {
    return fold(s).match(/[\p{L}\p{N}]+/gu) || [];
  }
  function fileOf(key) {
    if (/^[a-z0-9]+$/.test(key)) return "w-" + key;
    return (
      "x-" +
      Array.from(key, function (c) {
        return c.codePointAt(0).toString(16);
      }).join("-")
    );
  }
  // The piece that knows a word: the longest key that the word starts with.
  function pieceOf(word) {
    var c = Array.from(word);
    for (var n = c.length; n > 0; n--) {
      var k = c.slice(0, n).join("");
      if (start.set[k]) return k;
    }
    return "";
  }
  function lookUp(word) {
    var k = pieceOf(word),
      piece = k && got[fileOf(k)],
      found = { docs: {}, size: 0, total: 0, cut: false };
    if (!piece) return found;
    function take(list, part) {
      var doc = 0;
      found.total = Math.max(found.total, list[0]);
      if (list[0] > list.length - 1) found.cut = true;
      for (var i = 1; i < list.length; i++) {
        doc += list[i] >> 2;
        var w = (list[i] & 3) * (part ? 1 : 1.5);
        if (!(doc in found.docs)) found.size++;
        if (!(found.docs[doc] >= w)) found.docs[doc] = w;
      }
    }
    Object.keys(piece.w).forEach(function (w) {
      if (w.indexOf(word) === 0) take(piece.w[w], w !== word);
    });
    if (k === word && piece.p) take(piece.p, true);
    found.total = Math.max(found.total, found.size);
    return found;
  }
  // A word whose list was cut short never rules a page out; it only lifts it.
  function rank(list) {
    var all = list.map(lookUp),
      exact = all.filter(function (f) {
        return !f.cut;
      }),
      lead = exact.length ? exact : all,
      score = {};
    lead.sort(function (a, b) {
      return a.size - b.size;
    });
    Object.keys(lead[0].docs).forEach(function (doc) {
      if (
        lead.every(function (f) {
          return doc in f.docs;
        })
      )
        score[doc] = 0;
    });
    Object.keys(score).forEach(function (doc) {
      all.forEach(function (f) {
        if (doc in f.docs) score[doc] += f.docs[doc] * Math.log(1 + start.n / (1 + f.total));
      });
    });
    return Object.keys(score)
      .map(Number)
      .sort(function (a, b) {
        return score[b] - score[a] || a - b;
      });
  }
  function el(name, cls, text) {
    var e = d.createElement(name);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  }
  function marked(parent, text, list) {
    text.split(/([\p{L}\p{N}’']+)/u).forEach(function (bit) {
      var f = fold(bit),
        hit =
          f &&
          list.some(function (w) {
            return f.indexOf(w) === 0;
          });
      parent.appendChild(hit ? el("mark", "", bit) : d.createTextNode(bit));
    });
    return parent;
  }
  function docOf(n) {
    var piece = got["d-" + Math.floor(n / start.per)];
    return piece && piece[n % start.per];
  }
  // The first heading of a page that has one of the words.
  function headOf(x, list) {
    return (x[4] || []).find(function (h) {
      return words(h[0]).some(function (w) {
        return list.some(function (l) {
          return w.indexOf(l) === 0;
        });
      });
    });
  }
  function item(x, list) {
    var li = el("li"),
      a = el("a"),
      head = headOf(x, list);
    a.href = x[2];
    li.appendChild(marked(a, x[1], list));
    if (x[3]) li.appendChild(marked(el("p"), x[3], list));
    if (head) {
      var p = el("p"),
        b = el("a");
      b.href = x[2] + head[1];
      p.appendChild(d.createTextNode("On that page: "));
      p.appendChild(marked(b, head[0], list));
      li.appendChild(p);
    }
    return li;
  }
  function showMore() {
    var at = links().length;
    shown += 8;
    run(function () {
      var l = links()[at];
      if (l) l.focus();
    });
  }
  function show(order, list) {
    var some = order.slice(0, shown),
      by = {};
    out.textContent = "";
    some.forEach(function (n) {
      var x = docOf(n);
      if (x) (by[x[0]] = by[x[0]] || []).push(x);
    });
    start.groups.forEach(function (name, g) {
      if (!by[g]) return;
      var s = el("section"),
        ul = el("ul", "results");
      s.appendChild(el("h2", "", name));
      by[g].forEach(function (x) {
        ul.appendChild(item(x, list));
      });
      s.appendChild(ul);
      out.appendChild(s);
    });
    if (order.length > some.length) {
      var more = el("button", "button plain", "Show more");
      more.type = "button";
      more.addEventListener("click", showMore);
      out.appendChild(more);
    }
    count.textContent = order.length
      ? order.length + (order.length === 1 ? " page" : " pages") + " found"
      : "Nothing found for “" + q.value.trim() + "”. Try fewer words or only the start of one.";
    begin.hidden = order.length > 0;
  }
  function links() {
    return Array.prototype.slice.call(out.querySelectorAll("a"));
  }
  function run(after) {
    var list = words(q.value).slice(0, 6),
      mine = ++turn;
    if (!list.length) {
      out.textContent = "";
      count.textContent = "";
      begin.hidden = false;
      return;
    }
    load("start", function (data) {
      if (!data) {
        count.textContent = "The search index could not be read. The list below leads to every page.";
        return;
      }
      if (!start) {
        start = data;
        start.set = Object.create(null);
        start.keys.forEach(function (k) {
          start.set[k] = true;
        });
      }
      var known = list.filter(function (w) {
        return start.stop.indexOf(w) < 0;
      });
      if (known.length) list = known;
      loadAll(list.map(pieceOf).filter(Boolean).map(fileOf), function () {
        if (mine !== turn) return;
        var order = rank(list),
          need = {};
        order.slice(0, shown).forEach(function (n) {
          need["d-" + Math.floor(n / start.per)] = 1;
        });
        loadAll(Object.keys(need), function () {
          if (mine !== turn) return;
          show(order, list);
          if (after) after();
        });
      });
    });
  }
  form.hidden = false;
  q.addEventListener("input", function () {
    shown = 8;
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  });
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    clearTimeout(timer);
    run(function () {
      var l = links()[0];
      if (l) l.focus();
    });
  });
  d.addEventListener("keydown", function (e) {
    var list = links(),
      at = list.indexOf(d.activeElement);
    if (d.activeElement !== q && at < 0) return;
    if (e.key === "ArrowDown" && list.length) {
      e.preventDefault();
      list[Math.min(at + 1, list.length - 1)].focus();
    }
    if (e.key === "ArrowUp" && at >= 0) {
      e.preventDefault();
      (at ? list[at - 1] : q).focus();
    }
    if (e.key === "Escape") {
      q.value = "";
      run();
      q.focus();
    }
  });
  var asked = /[?#&]q=([^&]*)/.exec(location.search + location.hash);
  if (asked) {
    try {
      q.value = decodeURIComponent(asked[1].replace(/\+/g, " "));
    } catch (e) {
      /* not an address that we made */
    }
    run();
  }
  q.focus();
})(document);
