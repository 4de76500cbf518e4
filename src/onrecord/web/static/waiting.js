// What is being computed is asked for again until it is there. Without scripts a link does the same.
// The page is read as a document, in which nothing runs, and its section is taken over as it is: no text becomes markup.
const PAUSES = [400, 800, 1500, 3000, 5000];

const asDocument = (url) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject());
    request.onerror = reject;
    request.send();
  });

async function lookAgain(n) {
  const waiting = document.querySelector("[data-waiting]");
  if (!waiting) return;
  try {
    const found = (await asDocument(location.pathname + location.search)).getElementById(waiting.id);
    if (found && !("waiting" in found.dataset)) {
      waiting.replaceWith(document.importNode(found, true));
      if (location.hash === `#${found.id}`) document.getElementById(found.id).scrollIntoView();
      return;
    }
  } catch {
    waiting.querySelector("[role=status]").textContent = "It could not be computed.";
    waiting.removeAttribute("aria-busy");
    return;
  }
  setTimeout(lookAgain, PAUSES[Math.min(n, PAUSES.length - 1)], n + 1);
}

setTimeout(lookAgain, PAUSES[0], 1);
