// Files chosen at a question are sent at once, one after the other, so that one that is refused or lost costs no other.

const send = async (form, file) => {
  const body = new FormData(form);
  body.delete("berkas");
  body.append("berkas", file, file.name);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "HX-Request": "true", "HX-Current-URL": location.href },
  });
  const leadsTo = response.headers.get("HX-Redirect");
  if (leadsTo) {
    return { problem: `${file.name} belum terkirim: sesi Anda berakhir. Masuk lagi, lalu pilih berkasnya kembali.` };
  }
  if (!response.ok) {
    return { problem: `${file.name} belum terkirim (${response.status}). Pilih berkasnya sekali lagi.` };
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const strip = page.querySelector(".evidence-strip");
  const said = [...strip.querySelectorAll(".evidence-problems li")].map((item) => item.textContent);
  return { strip, problem: said.join(" "), added: said.length === 0 };
};

const tell = (strip, words) => {
  strip.querySelector(".evidence-status").textContent = words;
};

const complain = (strip, problems) => {
  const list = strip.querySelector(".evidence-problems ul");
  list.replaceChildren(
    ...problems.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }),
  );
};

document.addEventListener("change", async (event) => {
  const input = event.target.closest(".evidence-add input[type=file]");
  if (!input?.files.length) {
    return;
  }
  const files = [...input.files];
  const { id } = input.closest(".evidence-strip");
  const camera = input.hasAttribute("capture");
  const problems = [];
  let added = 0;
  for (const [number, file] of files.entries()) {
    const strip = document.getElementById(id);
    const form = strip.querySelector("form");
    strip.setAttribute("aria-busy", "true");
    tell(strip, files.length > 1 ? `Mengunggah ${number + 1} dari ${files.length}…` : "Mengunggah…");
    const largest = Number(form.dataset.largest);
    if (file.size > largest) {
      problems.push(`${file.name} lebih besar dari ${Math.floor(largest / 1048576)} MB. Foto ulang lebih kecil, pindai 150 dpi, atau bagi dua.`);
      continue;
    }
    try {
      const reply = await send(form, file);
      if (reply.strip) {
        strip.replaceWith(document.adoptNode(reply.strip));
      }
      if (reply.problem) {
        problems.push(reply.problem);
      }
      added += reply.added ? 1 : 0;
    } catch {
      problems.push(`${file.name} belum terkirim: tidak ada sambungan. Pilih berkasnya lagi bila sudah tersambung.`);
    }
  }
  const strip = document.getElementById(id);
  strip.removeAttribute("aria-busy");
  tell(strip, added ? `${added} bukti tersimpan.` : "");
  complain(strip, problems);
  const again = strip.querySelector(camera ? "input[capture]" : "input[multiple]");
  again.form.reset();
  again.focus();
});
