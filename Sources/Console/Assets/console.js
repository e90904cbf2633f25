// Everything works without this. With it: keys for the review, pages that follow an import, a list of the keys.
"use strict";

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

function carryOut(element) {
  const dialog = element.dataset.dialog && document.getElementById(element.dataset.dialog);
  if (dialog) { dialog.showModal(); return; }
  if (/^(INPUT|SELECT)$/.test(element.tagName)) { element.focus(); return; }
  element.click();
}

// In a list, j and k go from row to row.
function step(by) {
  const rows = Array.from(document.querySelectorAll("[data-row]"));
  if (rows.length === 0) { return false; }
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))].focus();
  return true;
}

document.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) { return; }
  if (isTyping(event.target)) {
    if (event.key === "Escape") { event.target.blur(); }
    return;
  }
  if ((event.key === "j" && step(1)) || (event.key === "k" && step(-1))) { event.preventDefault(); return; }
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.key.split(" ").includes(event.key)) {
      event.preventDefault();
      carryOut(element);
      return;
    }
  }
});

document.addEventListener("click", function (event) {
  const opener = event.target.closest("[data-dialog]");
  if (opener) { carryOut(opener); }
});

// An import that goes on: the page is fetched anew and the part that tells of it is exchanged.
const live = document.querySelector("[data-refresh]");
if (live) {
  const follow = function () {
    fetch(window.location.href, { credentials: "same-origin" }).then(function (response) {
      return response.ok ? response.text() : Promise.reject(response.status);
    }).then(function (text) {
      const main = new DOMParser().parseFromString(text, "text/html").getElementById("main");
      if (!main) { return; }
      document.getElementById("main").replaceChildren(...main.childNodes);
      if (document.querySelector("[data-refresh]")) { window.setTimeout(follow, 1500); }
    }).catch(function () { window.setTimeout(follow, 5000); });
  };
  window.setTimeout(follow, 1000);
}
