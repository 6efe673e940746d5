// On every page of a signed-in person: only where this browser was ever in the field is anything done at all.

const known = await indexedDB.databases?.().catch(() => []);
if (known?.some(({ name }) => name === "lapangan")) {
  const { becomes } = await import("./person.js");
  const { leaves } = await import("./sign_out.js");
  const { person: id, name } = document.body.dataset;
  await becomes({ id, name });
  const form = document.querySelector('form[action="/keluar/"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await leaves(id)) {
      form.submit();
    }
  });
}
