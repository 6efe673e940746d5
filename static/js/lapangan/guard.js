// On every page of a signed-in person: only where this browser was ever in the field is anything done at all.

const { person: id, name } = document.body.dataset;
const known = indexedDB.databases?.().catch(() => []);
const wasInField = async () => (await known)?.some((database) => database.name === "lapangan") ?? false;

async function mayLeave() {
  try {
    return !(await wasInField()) || (await (await import("./sign_out.js")).leaves(id));
  } catch {
    return true;
  }
}

const form = document.querySelector('form[action="/keluar/"]');
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await mayLeave()) {
    form.submit();
  }
});

if (await wasInField()) {
  const { becomes } = await import("./person.js");
  await becomes({ id, name });
}
