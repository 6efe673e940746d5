// Matches a chosen PDF with the paper on the page without sending it; where the browser cannot, the form is sent.

const form = document.querySelector("form[data-sha256]");

if (form && globalThis.crypto?.subtle) {
  const result = form.querySelector("[role=status]");
  const note = form.querySelector("[data-stays-here]");
  note.hidden = false;

  form.addEventListener("submit", (event) => {
    const file = form.elements.berkas.files[0];
    if (!file || file.size > Number(form.dataset.largest)) {
      return; // the server says what is wrong
    }
    event.preventDefault();
    match(file).catch(() => form.submit());
  });

  async function match(file) {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    for (const outcome of result.children) {
      outcome.hidden = outcome.dataset.outcome !== (sha256 === form.dataset.sha256 ? "same" : "different");
    }
  }
}
