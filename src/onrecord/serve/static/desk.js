// The desk's own behaviour on every page: keys, filters, layers of a story.
"use strict";

const byId = (id) => document.getElementById(id);

// ── keys ──────────────────────────────────────────────────────────────────────────────────────
let here = -1;
function move(step) {
  const rows = [...document.querySelectorAll(".row")];
  if (!rows.length) return;
  rows[here]?.classList.remove("here");
  here = Math.max(0, Math.min(rows.length - 1, here + step));
  rows[here].classList.add("here");
  rows[here].scrollIntoView({ block: "nearest" });
  (rows[here].querySelector(".open") ?? rows[here].querySelector("a"))?.focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input, select")) { event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea, dialog[open]")) return;
  if (event.key === "/") { event.preventDefault(); byId("q").focus(); byId("q").select(); }
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") byId("help").showModal();
});

// ── filters ───────────────────────────────────────────────────────────────────────────────────
function setFilters(values) {
  const form = document.querySelector("form.filters");
  Object.entries(values).forEach(([name, value]) => {
    const field = form?.elements[name];
    if (!field) return;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
    field.value = value;
  });
  form?.requestSubmit();
}
// An address says only what is filtered, so that it can be read and cited.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  [...detail.formData.entries()].forEach(([name, value]) => { if (value === "") detail.formData.delete(name); });
});
document.addEventListener("submit", ({ target }) => {
  if (target.matches("form[method=dialog], [hx-get]")) return;
  [...target.elements].filter((field) => field.name && !field.value).forEach((field) => { field.disabled = true; });
});

// ── a story: notes beside their words, layers ─────────────────────────────────────────────────────────────────────────
function placeNotes() {
  const beside = matchMedia("(min-width: 701px)").matches;
  document.querySelectorAll(".notes").forEach((notes) => {
    const above = notes.getBoundingClientRect().top;
    let bottom = 0;
    [...notes.children].forEach((note) => { note.style.marginTop = ""; });
    [...notes.children].filter((note) => beside && note.offsetParent).forEach((note) => {
      const words = document.querySelector(`[data-of~="${CSS.escape(note.dataset.note)}"]`);
      const down = words ? words.getClientRects()[0].top - above - bottom : 0;
      if (down > 4) note.style.marginTop = `${down}px`;
      bottom = note.getBoundingClientRect().bottom - above;
    });
  });
}
let resized = null;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(placeNotes, 150); });

function wireLayers() {
  const text = byId("text");
  if (!text) return;
  const boxes = [...document.querySelectorAll(".layers input")];
  const address = new URL(location.href);
  const asked = address.searchParams.get("show");
  if (asked !== null) boxes.forEach((box) => { box.checked = asked.split(",").includes(box.value); });
  const shown = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const show = () => { text.dataset.show = shown().join(" "); placeNotes(); };
  boxes.forEach((box) => box.addEventListener("change", () => {
    show();
    const there = new URL(location.href);
    there.searchParams.set("show", shown().join(","));
    history.replaceState(history.state, "", there.href.replaceAll("%2C", ","));
  }));
  show();
  const light = (note, on) => document.querySelectorAll(`[data-of~="${CSS.escape(note.dataset.note)}"]`).forEach((piece) => piece.classList.toggle("lit", on));
  document.querySelectorAll(".notes [data-note]").forEach((note) => {
    ["mouseenter", "focusin"].forEach((name) => note.addEventListener(name, () => light(note, true)));
    ["mouseleave", "focusout"].forEach((name) => note.addEventListener(name, () => light(note, false)));
  });
}

// ── start, and again after htmx has brought a new page part ───────────────────────────────────
function start() {
  here = -1;
  wireLayers();
}
document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:afterSettle", start);
addEventListener("pageshow", () => document.querySelectorAll("form :disabled").forEach((field) => { field.disabled = false; }));
