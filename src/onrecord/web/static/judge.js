// Judgements without leaving the page: the forms work by themselves; here they are sent aside and shown at once.
const token = document.querySelector('meta[name="onrecord-token"]').content;
const WORDS = { right: "accepted", wrong: "rejected" };

for (const box of document.querySelectorAll(".judge[data-live]")) {
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const kind = event.submitter?.value ?? form.querySelector("button").value;
    const saying = { kind, subject: form.elements.subject.value, note: form.elements.note?.value ?? "" };
    const state = box.querySelector(".state");
    state.textContent = "Saving …";
    box.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch("/api/judgements", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Onrecord-Token": token },
        body: JSON.stringify(saying),
      });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.detail);
      show(box, body, form);
      state.textContent = kind === "withdraw" ? "Withdrawn." : `${WORDS[kind] ?? kind}: kept.`;
    } catch (error) {
      state.textContent = `Not kept. ${error.message}`;
    }
    box.removeAttribute("aria-busy");
  });
}

function show(box, judgement, form) {
  const list = box.querySelector(".judged");
  if (judgement.kind === "withdraw") {
    form.closest("li")?.remove();
  } else if (![...list.children].some((li) => li.dataset.id === judgement.id)) {
    list.append(entry(judgement, box));
  }
  if (form.classList.contains("annotate")) form.reset();
  const said = [...list.querySelectorAll(".said")].map((el) => el.dataset.said);
  const verdict = said.filter((one) => one === "right" || one === "wrong").pop() ?? "";
  box.dataset.verdict = verdict;
  for (const el of document.querySelectorAll("[data-subject-is]")) {
    if (el.dataset.subjectIs === box.dataset.subject) el.dataset.verdict = verdict;
  }
}

function entry(judgement, box) {
  const li = document.createElement("li");
  li.dataset.id = judgement.id;
  const said = document.createElement("span");
  said.className = "said";
  said.dataset.said = judgement.kind;
  said.textContent = WORDS[judgement.kind] ?? judgement.kind;
  const by = document.createElement("span");
  by.className = "facts";
  for (const fact of [judgement.author, judgement.made.slice(0, 16).replace("T", " ")]) {
    by.append(Object.assign(document.createElement("span"), { textContent: fact }));
  }
  li.append(said, judgement.note ? ` “${judgement.note}” ` : " ", by);
  const form = box.querySelector("form").cloneNode(true);
  form.className = "withdraw";
  for (const button of form.querySelectorAll("button")) button.remove();
  form.elements.subject.value = judgement.id;
  const button = document.createElement("button");
  button.name = "kind";
  button.value = "withdraw";
  button.textContent = "Withdraw";
  form.append(button);
  li.append(form);
  return li;
}
