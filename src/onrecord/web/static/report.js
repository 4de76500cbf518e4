// The report page: words and marks tied both ways, and keys to step through, accept, reject and annotate.
import { isTyping } from "./keys.js";

const chosenBox = document.getElementById("chosen");
const hint = chosenBox.firstElementChild;
const home = document.querySelector(".details");
const pieces = [...document.querySelectorAll("[data-keys]")].map((el) => [
  el,
  el.dataset.keys.split(" ").map((one) => one.split(":")),
]);
const first = new Map(); // key → the first piece of it in the text
for (const [el, marks] of pieces) for (const [key] of marks) if (!first.has(key)) first.set(key, el);
const order = new Map(pieces.map(([el], at) => [el, at]));
const items = [...document.querySelectorAll("[data-key]")].sort(
  (one, other) => (order.get(first.get(one.dataset.key)) ?? 0) - (order.get(first.get(other.dataset.key)) ?? 0),
);
let chosen = null;

function light(key) {
  for (const [el, marks] of pieces) {
    const roles = marks.filter(([one]) => one === key).map(([, role]) => role);
    el.classList.toggle("hot", roles.length > 0);
    el.classList.toggle("hot-part", roles.some((role) => ["actor", "recipient", "time", "place", "hedge", "issue"].includes(role)));
  }
  for (const item of items) item.classList.toggle("on", item.dataset.key === key);
}

function choose(key, { scroll = true } = {}) {
  const held = chosenBox.querySelector(".detail");
  if (held) {
    held.hidden = true;
    home.append(held);
  }
  chosen = key;
  light(key);
  const detail = key && document.querySelector(`[data-detail="${CSS.escape(key)}"]`);
  chosenBox.classList.toggle("filled", Boolean(detail));
  hint.hidden = Boolean(detail);
  if (detail) {
    detail.hidden = false;
    chosenBox.append(detail);
    chosenBox.scrollTop = 0;
  }
  if (key && scroll) {
    first.get(key)?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const item of items) {
  const key = item.dataset.key;
  item.addEventListener("mouseenter", () => light(key));
  item.addEventListener("mouseleave", () => light(chosen));
  item.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(chosen === key ? null : key);
  });
}
for (const [el, marks] of pieces) {
  el.addEventListener("click", () => {
    if (!getSelection().isCollapsed) return;
    const narrow = marks.map(([key]) => key).filter((key) => items.some((item) => item.dataset.key === key));
    const at = narrow.indexOf(chosen);
    choose(narrow.at(at > 0 ? at - 1 : -1) ?? null, { scroll: false }); // again: the next wider one
  });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    document.activeElement?.blur();
    return choose(null);
  }
  if (isTyping(event) || !items.length) return;
  if (event.key === "j" || event.key === "k") {
    const at = items.findIndex((item) => item.dataset.key === chosen);
    const next = items[Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    choose(next.dataset.key);
  } else if (event.key === "a") {
    chosenBox.querySelector(".accept")?.click();
  } else if (event.key === "x") {
    chosenBox.querySelector(".reject")?.click();
  } else if (event.key === "e") {
    event.preventDefault();
    chosenBox.querySelector("input[name=note]")?.focus();
  } else if (event.key === "Enter" && chosen && event.target === document.body) {
    chosenBox.querySelector('.detail a[href^="/"]')?.click();
  }
});

// Each voice beside the line where it begins, as far as those before it leave room.
function place() {
  const beside = matchMedia("(min-width: 60rem)").matches;
  for (const list of document.querySelectorAll(".margin")) {
    const top = list.getBoundingClientRect().top;
    for (const note of list.children) note.style.marginTop = "";
    if (!beside) continue;
    let bottom = 0;
    for (const note of list.children) {
      const at = first.get(note.dataset.key)?.getClientRects()[0];
      const wanted = at ? at.top - top : 0;
      const height = note.getBoundingClientRect().height;
      const down = Math.max(0, wanted - bottom);
      note.style.marginTop = `${down}px`;
      bottom += down + height;
    }
  }
}
place();
addEventListener("resize", place);
addEventListener("beforeprint", place);

const asked = decodeURIComponent(location.hash.slice(1));
if (asked && items.some((item) => item.dataset.key === asked)) choose(asked);
