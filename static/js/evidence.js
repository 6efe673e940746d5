// Files chosen at a question are sent at once, one after the other, so that one that is refused or lost costs no other.
// A file that could not be sent waits here until it is: what a camera took through a page is nowhere else.

// By the id of a strip, what could not be sent and why.
const waiting = new Map();
let underWay = 0;
// The button that saves and leads on, pressed while something was being sent.
let wayOn = null;

const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");

// The form as it stands now: after a new sign-in the one on this page is no longer good.
const freshForm = async (id) => (await parsed(await fetch(location.href))).getElementById(id)?.querySelector("form");

const signedOut = (file) => ({
  unsent: `${file.name} belum terkirim: waktu masuk Anda habis. Masuk di tab lain, lalu tekan Kirim lagi di sini.`,
});

const send = async (form, file) => {
  const body = new FormData(form);
  body.delete("berkas");
  body.append("berkas", file, file.name);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "HX-Request": "true", "HX-Current-URL": location.href },
  });
  if (response.headers.get("HX-Redirect")) {
    return signedOut(file);
  }
  if (!response.ok) {
    return { unsent: `${file.name} belum terkirim (${response.status}). Tekan Kirim lagi.` };
  }
  const strip = (await parsed(response)).querySelector(".evidence-strip");
  const said = [...strip.querySelectorAll(".evidence-problems li")].map((item) => item.textContent);
  return { strip, problem: said.join(" "), added: said.length === 0 };
};

const tell = (strip, words) => {
  strip.querySelector(".evidence-status").textContent = words;
};

const complain = (strip, problems, unsent) => {
  const list = strip.querySelector(".evidence-problems ul");
  list.replaceChildren(
    ...[...problems, ...unsent.map(({ why }) => why)].map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }),
  );
  list.parentElement.querySelector("button")?.remove();
  if (unsent.length) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-secondary";
    again.dataset.sendFiles = "";
    again.textContent = `Kirim lagi ${unsent.length} berkas`;
    list.after(again);
  }
};

const sendOne = async (id, file, isAgain) => {
  const form = isAgain ? await freshForm(id) : document.getElementById(id).querySelector("form");
  if (!form) {
    return signedOut(file);
  }
  const largest = Number(form.dataset.largest);
  if (file.size > largest) {
    return { problem: `${file.name} lebih besar dari ${Math.floor(largest / 1048576)} MB. Foto ulang lebih kecil, pindai 150 dpi, atau bagi dua.` };
  }
  return send(form, file);
};

const sendAll = async (id, files, isAgain = false) => {
  const problems = [];
  const unsent = isAgain ? [] : (waiting.get(id) ?? []);
  let added = 0;
  underWay += 1;
  for (const [number, file] of files.entries()) {
    const strip = document.getElementById(id);
    strip.setAttribute("aria-busy", "true");
    tell(strip, files.length > 1 ? `Mengunggah ${number + 1} dari ${files.length}…` : "Mengunggah…");
    try {
      const reply = await sendOne(id, file, isAgain);
      if (reply.strip) {
        strip.replaceWith(document.adoptNode(reply.strip));
      }
      if (reply.problem) {
        problems.push(reply.problem);
      }
      if (reply.unsent) {
        unsent.push({ file, why: reply.unsent });
      }
      added += reply.added ? 1 : 0;
    } catch {
      unsent.push({ file, why: `${file.name} belum terkirim: tidak ada sambungan. Tekan Kirim lagi bila sudah tersambung.` });
    }
  }
  underWay -= 1;
  if (unsent.length) {
    waiting.set(id, unsent);
  } else {
    waiting.delete(id);
  }
  const strip = document.getElementById(id);
  strip.removeAttribute("aria-busy");
  tell(strip, added ? `${added} bukti tersimpan.` : "");
  complain(strip, problems, unsent);
  const onward = underWay ? null : wayOn;
  if (onward) {
    wayOn = null;
    if (!problems.length && !waiting.size) {
      onward.form.requestSubmit(onward);
    }
  }
};

document.addEventListener("change", async (event) => {
  const input = event.target.closest(".evidence-add input[type=file]");
  if (!input?.files.length) {
    return;
  }
  const { id } = input.closest(".evidence-strip");
  const isCamera = input.hasAttribute("capture");
  await sendAll(id, [...input.files]);
  const again = document.getElementById(id).querySelector(isCamera ? "input[capture]" : "input[multiple]");
  again.form.reset();
  again.focus();
});

document.addEventListener("click", (event) => {
  const strip = event.target.closest("[data-send-files]")?.closest(".evidence-strip");
  if (strip) {
    sendAll(strip.id, waiting.get(strip.id).map(({ file }) => file), true);
  }
});

document.getElementById("lembar")?.addEventListener("submit", (event) => {
  if (underWay) {
    event.preventDefault();
    wayOn = event.submitter;
  }
});

addEventListener("beforeunload", (event) => {
  if (underWay || waiting.size) {
    event.preventDefault();
  }
});
