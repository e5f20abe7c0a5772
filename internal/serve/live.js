// Added to every page by precept serve: leads to the desk, reloads the page when what it shows has changed, and shows
// what is wrong until it is fixed. Text from the project is only ever set as text. What it says is written in place of
// each say(), as in the scripts of the theme.
(function () {
  "use strict";
  var own = new URL(document.currentScript.src);
  var token = own.searchParams.get("token");
  var page = own.searchParams.get("page");
  var place = "precept-live:" + location.pathname;
  var typed = false;
  var desk = document.currentScript.hasAttribute("data-desk") && location.pathname.indexOf("/-/desk/") !== 0;

  var kinds = { error: say("error"), warning: say("warning"), note: say("note") };

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  var style = element("link");
  style.rel = "stylesheet";
  style.href = "/-/live.css?token=" + encodeURIComponent(token);
  document.head.appendChild(style);

  // The panel is in the page before it has any text, so that screen readers announce what comes.
  var panel = element("div", "precept-live");
  panel.setAttribute("role", "status");
  panel.hidden = true;
  var skip = document.querySelector("body > .skip"); // the first thing that Tab comes to
  document.body.insertBefore(panel, skip ? skip.nextSibling : document.body.firstChild);

  // The way to the desk, on every page but its own.
  if (desk) {
    var strip = element("nav", "precept-strip");
    strip.setAttribute("aria-label", "precept serve");
    var way = strip.appendChild(element("a", "", say("The desk")));
    way.href = "/-/desk/";
    document.body.insertBefore(strip, panel);
  }

  // A form page may save into a portfolio from here.
  if (desk && document.getElementById("form-data")) {
    var save = element("script");
    save.src = "/-/desk/save.js?token=" + encodeURIComponent(token);
    document.head.appendChild(save);
  }

  function show(heading, list, more, button) {
    panel.textContent = "";
    panel.hidden = !heading;
    if (!heading) return;
    panel.appendChild(element("p", "precept-live-heading", heading));
    if (list.length) {
      var ul = element("ul");
      list.forEach(function (f) {
        var li = element("li");
        if (f.at) {
          li.appendChild(element("code", "", f.at));
          li.appendChild(document.createTextNode(" "));
        }
        li.appendChild(element("strong", "", kinds[f.severity] + ": "));
        li.appendChild(element("span", "", f.message));
        if (f.help) li.appendChild(element("p", "precept-live-help", f.help));
        ul.appendChild(li);
      });
      panel.appendChild(ul);
    }
    if (more) panel.appendChild(element("p", "", say("And {1} more; precept check lists them all.", more)));
    if (button) {
      var b = element("button", "", say("Reload"));
      b.type = "button";
      b.addEventListener("click", reload);
      panel.appendChild(b);
    }
  }

  function reload() {
    try {
      sessionStorage.setItem(place, String(window.scrollY));
    } catch (e) {
      /* storage may be forbidden: the page then starts at its top */
    }
    location.reload();
  }

  // Where the page was scrolled to before it reloaded itself.
  try {
    var y = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (y !== null && !location.hash) window.scrollTo(0, Number(y));
  } catch (e) {
    /* as above */
  }

  // What somebody is typing is never thrown away by a reload.
  document.addEventListener(
    "input",
    function () {
      typed = true;
    },
    true,
  );
  document.addEventListener("submit", function (e) {
    if (e.target.method === "post") typed = false;
  });

  // Only a page that is looked at listens: browsers allow few connections to one server.
  var events = null;
  function connect() {
    if (events || document.visibilityState === "hidden") return;
    var query = "?path=" + encodeURIComponent(location.pathname) + "&token=" + encodeURIComponent(token);
    events = new EventSource("/-/events" + query);
    events.onmessage = function (e) {
      hear(JSON.parse(e.data));
    };
    events.onerror = function () {
      if (events && events.readyState === EventSource.CLOSED) {
        disconnect();
        show(say("precept serve was stopped or started again. Reload this page to continue."), [], 0, true);
      }
    };
  }
  function disconnect() {
    if (events) events.close();
    events = null;
  }
  function hear(now) {
    if (now.page !== page) {
      if (!typed) {
        disconnect();
        reload();
        return;
      }
      var lost = say("This page has changed. If you reload it, you will lose what you have typed.");
      show(lost, now.findings, now.more, true);
      return;
    }
    var blocked = now.findings.some(function (f) {
      return f.severity === "error";
    });
    var heading = blocked ? say("To fix before this can be published:") : say("To look at on this page:");
    show(now.findings.length ? heading : "", now.findings, now.more);
  }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") disconnect();
    else connect();
  });
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  connect();
})();
