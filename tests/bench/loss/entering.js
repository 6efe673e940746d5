// Enters answers as a person does, by clicking, and tells of each once the page says that it is kept.

async (plan) => {
  const KEPT = /Tersimpan di perangkat|Terkirim|Diterima/;
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const person = await new Promise((resolve) => {
    const request = indexedDB.open("lapangan", 1);
    request.onsuccess = () => {
      const found = request.result.transaction("here").objectStore("here").get("person");
      found.onsuccess = () => {
        request.result.close();
        resolve(found.result.id);
      };
    };
  });
  const last = (question, value) =>
    new Promise((resolve) => {
      const request = indexedDB.open(`lapangan-${person}`);
      request.onsuccess = () => {
        const db = request.result;
        const cursor = db.transaction("events").objectStore("events").openCursor(null, "prev");
        cursor.onsuccess = () => {
          const row = cursor.result?.value;
          if (!row || (row.kind === "answer" && `${row.event.body.indicator}-${row.event.body.method}` === question)) {
            db.close();
            resolve(row?.event.body.value === value ? row.id : null);
          } else {
            cursor.result.continue();
          }
        };
      };
    });
  for (const { question, value, wait } of plan) {
    await pause(wait);
    const section = document.getElementById(`pertanyaan-${question}`);
    const state = document.getElementById(`keadaan-${question}`);
    const input = section.querySelector(`input[type=radio][value="${value}"]`);
    if (input.checked) {
      continue;
    }
    await told({ attempted: question, value });
    input.click();
    for (let tries = 0; tries < 200; tries += 1) {
      await pause(5);
      if (KEPT.test(state.textContent)) {
        const id = await last(question, value);
        if (id) {
          await told({ kept: id, question, value });
          break;
        }
      }
      if (state.textContent.includes("Belum tersimpan")) {
        await told({ refused: question, value });
        break;
      }
    }
  }
};
