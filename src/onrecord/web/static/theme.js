// The theme that was chosen last, before anything is drawn. Without a choice, the system's.
(() => {
  try {
    const chosen = localStorage.getItem("onrecord-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // storage can be switched off
  }
})();
