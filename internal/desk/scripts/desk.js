// The desk works without this. It lets files be dropped on the page, and says which were chosen and how many are to
// be taken in. The page's own form sends what is chosen. Names of files are only ever set as text. What it says is
// written in place of each say() and several(), as in the scripts of the theme.
(() => {
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

  /** Says on the button what is chosen. @param {HTMLElement} button @param {HTMLElement} form */
  function countChosen(button, form) {
    const words = button.textContent;
    const show = () => {
      const kinds = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-kind]:checked"))].map(
        (box) => box.dataset.kind,
      );
      const records = kinds.filter((kind) => kind === "record").length;
      const files = kinds.length - records;
      const ofRecords = several(records, "{1} record", "{1} records");
      const ofFiles = several(files, "{1} file", "{1} files");
      const both = records && files ? say("{1} and {2}", ofRecords, ofFiles) : records ? ofRecords : ofFiles;
      button.textContent = kinds.length ? say("Take in {1}", both) : words;
    };
    form.addEventListener("change", show);
    window.addEventListener("pageshow", show); // the browser may have put back what was ticked
    show();
  }

  /** @param {DragEvent} e */
  const hasFiles = (e) => !!e.dataTransfer?.types.includes("Files");

  /**
   * Takes files that are dropped anywhere on the page: elsewhere the browser would open them in place of it.
   *
   * @param {HTMLInputElement} input
   */
  function takeDrops(input) {
    const box = /** @type {HTMLElement} */ (byId("drop"));
    const list = /** @type {HTMLElement} */ (byId("chosen"));
    const status = /** @type {HTMLElement} */ (byId("dropped"));
    /** @type {File[]} */
    let files = [];
    const show = () => {
      files = [...(input.files || [])];
      list.replaceChildren(
        ...files.map((file) => Object.assign(document.createElement("li"), { textContent: file.name })),
      );
      list.hidden = files.length < 2;
      status.textContent = files.length ? several(files.length, "{1} file chosen", "{1} files chosen") : "";
    };
    input.addEventListener("change", show);
    let within = 0; // elements that the files are over
    document.addEventListener("dragenter", (e) => {
      if (!hasFiles(e)) return;
      within++;
      box.classList.add("over");
    });
    document.addEventListener("dragleave", (e) => {
      if (!hasFiles(e) || --within > 0) return;
      within = 0;
      box.classList.remove("over");
    });
    document.addEventListener("dragover", (e) => {
      if (hasFiles(e)) e.preventDefault();
    });
    document.addEventListener("drop", (e) => {
      if (!e.dataTransfer || !hasFiles(e)) return;
      e.preventDefault();
      within = 0;
      box.classList.remove("over");
      const all = new DataTransfer();
      for (const file of [...files, ...e.dataTransfer.files]) all.items.add(file);
      input.files = all.files;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      show();
      /** @type {HTMLElement} */ (document.querySelector("#arrive .button")).focus();
    });
  }

  const token = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get("token") || "";

  /**
   * Says beside each box which day was understood, and below them which dates would move, while a page about a person is
   * filled in. The desk works both out.
   *
   * @param {HTMLFormElement} form
   */
  function lookAhead(form) {
    /** @param {string} id @param {string[]} lines */
    const list = (id, lines) => {
      const section = /** @type {HTMLElement} */ (byId(id));
      /** @type {HTMLElement} */ (section.querySelector("ul")).replaceChildren(
        ...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
      );
      section.hidden = !lines.length;
    };
    const shown = /** @type {HTMLInputElement} */ (form.elements.namedItem("shown"));
    let last = 0;
    const look = async () => {
      const asked = ++last;
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Precept-Token": token },
        credentials: "same-origin",
      }).catch(() => null); // saving says what is wrong
      if (!answer?.ok) return;
      /** @type {{says: {[id: string]: string}, moves: string[], notes: string[], shown: string}} */
      const found = await answer.json();
      if (asked !== last) return; // an answer to what was typed since is under way
      for (const [id, words] of Object.entries(found.says)) {
        const echo = byId(id + "-echo");
        if (echo && echo.textContent !== words) echo.textContent = words;
      }
      list("notes", found.notes);
      list("moves", found.moves);
      shown.value = found.shown;
    };
    let wait = 0;
    form.addEventListener("input", () => {
      clearTimeout(wait);
      wait = window.setTimeout(look, 200);
    });
    window.addEventListener("pageshow", (e) => {
      if (e.persisted) look();
    });
  }

  const sheet = byId("sheet");
  if (sheet) lookAhead(/** @type {HTMLFormElement} */ (sheet));
  /** Copies a text for the button to it. Without the clipboard the text can be marked and copied. */
  function offerCopies() {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"))) {
      const text = /** @type {HTMLTextAreaElement} */ (byId(button.dataset.copy || ""));
      const status = /** @type {HTMLElement} */ (button.parentElement?.querySelector("[role=status]"));
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", () => {
        navigator.clipboard.writeText(text.value).then(
          () => (status.textContent = say("Copied.")),
          () => text.select(),
        );
      });
    }
  }

  offerCopies();
  const button = byId("take-in");
  const form = byId("decide");
  if (button && form) countChosen(button, form);
  const input = byId("files");
  if (input) takeDrops(/** @type {HTMLInputElement} */ (input));
})();
