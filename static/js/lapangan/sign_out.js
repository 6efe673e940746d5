// Signing out on a device that still has something to send says so first; nothing is thrown away either way.

import { h } from "./dom.js";
import { nobody } from "./person.js";
import { pulse } from "./server.js";
import { openStore } from "./store.js";

function warned(waiting) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "field-dialog", "aria-labelledby": "keluar-judul" },
      h("h2", { id: "keluar-judul" }, `${waiting} isian belum dikirim`),
      h("p", {}, "Isian itu tetap tersimpan di perangkat ini dan dikirim bila Anda masuk lagi di sini. Orang lain tidak dapat membukanya lewat aplikasi ini."),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "btn btn-primary", onclick: () => dialog.close("stay") }, "Tetap di sini"),
        h("button", { type: "button", class: "btn btn-secondary", onclick: () => dialog.close("leave") }, "Keluar juga"),
      ),
    );
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "leave");
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Whether this person goes; then the device is nobody's until the next one signs in.
export async function leaves(person) {
  const store = await openStore(person);
  const waiting = await store.count("queue");
  store.close();
  if (waiting && !(await warned(waiting))) {
    return false;
  }
  await nobody();
  return true;
}

export async function signOut(app) {
  if (!(await leaves(app.person.id))) {
    return;
  }
  let token = "";
  try {
    ({ token } = await pulse());
  } catch {
    // Without a connection the sign-in stays with the server; on this device it is over.
  }
  if (!token) {
    location.replace("/lapangan/");
    return;
  }
  const form = h("form", { method: "post", action: "/keluar/" }, h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: token }));
  document.body.append(form);
  form.submit();
}
