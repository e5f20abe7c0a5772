// The desk works without this: it only lets files be dropped on the page, and says which were chosen, and how many are to be taken
// in. What is chosen is sent by the page's own form. Names of files are only ever set as text.
(function () {
  "use strict";
  var take = document.getElementById("take-in");
  if (take) {
    var form = document.getElementById("decide"), words = take.textContent;
    var many = function (n, what) { return n ? n + " " + what + (n > 1 ? "s" : "") : ""; };
    var count = function () {
      var records = 0, files = 0;
      form.querySelectorAll("[data-kind]:checked").forEach(function (e) { if (e.dataset.kind === "record") records++; else files++; });
      var list = [many(records, "record"), many(files, "file")].filter(Boolean);
      take.textContent = list.length ? "Take in " + list.join(" and ") : words;
    };
    form.addEventListener("change", count);
    window.addEventListener("pageshow", count); // the browser may have put back what was ticked
    count();
  }
  var input = document.getElementById("files");
  if (!input) return;
  var box = document.getElementById("drop");
  var list = document.getElementById("chosen");
  var status = document.getElementById("dropped");
  var held = [];

  function show() {
    list.textContent = "";
    held.forEach(function (f) {
      list.appendChild(document.createElement("li")).textContent = f.name;
    });
    list.hidden = held.length < 2;
    status.textContent = held.length === 1 ? "1 file chosen" : held.length + " files chosen";
  }
  input.addEventListener("change", function () {
    held = Array.prototype.slice.call(input.files);
    show();
  });

  // A file dropped anywhere on the page is for the desk: elsewhere the browser would open it in place of the page.
  function carries(e) { return e.dataTransfer && Array.prototype.indexOf.call(e.dataTransfer.types, "Files") >= 0; }
  var within = 0;
  document.addEventListener("dragenter", function (e) { if (carries(e)) { within++; box.classList.add("over"); } });
  document.addEventListener("dragleave", function (e) { if (carries(e) && --within <= 0) { within = 0; box.classList.remove("over"); } });
  document.addEventListener("dragover", function (e) { if (carries(e)) e.preventDefault(); });
  document.addEventListener("drop", function (e) {
    if (!carries(e)) return;
    e.preventDefault();
    within = 0;
    box.classList.remove("over");
    var all = new DataTransfer();
    held.concat(Array.prototype.slice.call(e.dataTransfer.files)).forEach(function (f) { all.items.add(f); });
    input.files = all.files;
    held = Array.prototype.slice.call(input.files);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    show();
    var who = document.getElementById("who");
    (who.value ? document.querySelector("#arrive .button") : who).focus();
  });
})();
