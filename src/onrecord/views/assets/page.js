// Ties the list of attributions to their words in the text, both ways: hover or focus, click to hold, j/k to step.
(() => {
  const items = [...document.querySelectorAll("li[data-key]")];
  const spans = [...document.querySelectorAll("[data-marks]")].map((el) => [el, el.dataset.marks.split(" ")]);
  let held = null;
  const show = (key) => {
    for (const [el, marks] of spans) el.classList.toggle("hot", marks.some((m) => m.replace(/^\w+-/, "") === key));
    for (const li of items) li.classList.toggle("on", li.dataset.key === key);
  };
  for (const li of items) {
    li.addEventListener("mouseenter", () => show(li.dataset.key));
    li.addEventListener("mouseleave", () => show(held));
    li.addEventListener("focus", () => show(li.dataset.key));
    li.addEventListener("click", () => show((held = held === li.dataset.key ? null : li.dataset.key)));
  }
  for (const [el, marks] of spans) {
    el.addEventListener("click", () => {
      const inner = marks[marks.length - 1].replace(/^\w+-/, "");
      show((held = inner));
      items.find((li) => li.dataset.key === inner)?.scrollIntoView({ block: "nearest" });
    });
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key) || !items.length) return;
    const at = items.findIndex((li) => li.classList.contains("on"));
    const next = items[Math.min(items.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    held = next.dataset.key;
    next.focus();
  });
})();
