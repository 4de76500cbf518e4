// Keys of the review and of a mark's page: a accepts, x rejects, e writes a note, s or j skips, Enter opens the mark's page.
import { isTyping } from "./keys.js";

const press = {
  a: "main .judge .accept",
  x: "main .judge .reject",
  s: "#skip",
  j: "#skip",
  Enter: "#open",
};

addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  if (event.key === "e") {
    event.preventDefault();
    document.querySelector("main .judge input[name=note]")?.focus();
  } else if (event.key in press && (event.key !== "Enter" || event.target === document.body)) {
    document.querySelector(press[event.key])?.click();
  }
});
