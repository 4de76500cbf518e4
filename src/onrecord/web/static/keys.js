// Keys of every page: / searches, ? lists the keys, j and k step through rows, Enter opens; and the theme's button.
const root = document.documentElement;
const keys = document.getElementById("keys");
const search = document.getElementById("search");

export const isTyping = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog[open]");

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

document.getElementById("theme").addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try {
    localStorage.setItem("onrecord-theme", root.dataset.theme);
  } catch {
    // the choice then lasts for this page only
  }
});

document.getElementById("help").addEventListener("click", () => keys.showModal());

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === search) search.blur();
  if (isTyping(event)) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?") {
    keys.showModal();
  } else if (event.key === "j" || event.key === "k") {
    stepRows(event.key === "j" ? 1 : -1);
  }
});

function stepRows(by) {
  const links = [...document.querySelectorAll("[data-row] h3 > a:first-of-type")];
  if (!links.length || document.querySelector("[data-key]")) return;
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + by))].focus();
}

for (const words of document.querySelectorAll(".copyable, .cite pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      button.textContent = "Selected";
    }
  });
  words.after(button);
}
