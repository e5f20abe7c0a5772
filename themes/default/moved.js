// On the page at an address that a page had before: leads on to the new one with the place in it, which the browser
// itself would leave behind.
(() => {
  const to = new URL(document.currentScript.dataset.to, location.href);
  to.hash ||= location.hash;
  to.search ||= location.search;
  location.replace(to);
})();
