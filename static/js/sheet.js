// The sheet: digits choose levels, and what could not be sent stays on the page and in this tab until it is.

const KEPT = `lembar:${location.pathname}`;
const SAVED = "jawaban-tersimpan";
// Questions with something typed that is not saved yet, each with the count of its edits; and the count that was sent.
const pending = new Map();
const sent = new WeakMap();

const questionOf = (element) => element.closest(".sheet-question, .subject-form");
const namedIn = (question) => [...question.querySelectorAll("input, textarea")].filter((field) => field.name);
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const fieldsOf = (question) => namedIn(question).filter((field) => field.type !== "hidden");
// What a question had seen when it was typed in, and the id of that send.
const marksOf = (question) => namedIn(question).filter((field) => field.type === "hidden");

// --- digits ----------------------------------------------------------------------------------------
// Inside a group of levels a digit chooses that level, so that a sheet can be filled without a mouse.
document.addEventListener("keydown", (event) => {
  const levels = event.target.closest(".level-choices");
  if (!levels || event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) {
    return;
  }
  const choice = levels.querySelector(`input[value="${event.key}"]`);
  if (choice) {
    event.preventDefault();
    choice.focus();
    choice.click();
  }
});

// --- what is not sent yet -------------------------------------------------------------------------------
function readKept() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
}

function keep() {
  const fields = {};
  for (const question of pending.keys()) {
    for (const field of namedIn(question)) {
      if (isChoice(field)) {
        if (field.checked) {
          fields[field.name] = [...(fields[field.name] ?? []), field.value];
        } else {
          fields[field.name] ??= [];
        }
      } else {
        fields[field.name] = [field.value];
      }
    }
  }
  if (Object.keys(fields).length) {
    sessionStorage.setItem(KEPT, JSON.stringify(fields));
  } else {
    sessionStorage.removeItem(KEPT);
  }
}

function markUnsent(question) {
  const state = question.querySelector(".save-state");
  if (!state.querySelector(".state-unsent")) {
    state.append(document.getElementById("belum-tersimpan").content.cloneNode(true));
  }
}

function send(question) {
  fieldsOf(question)[0].dispatchEvent(new Event("change", { bubbles: true }));
}

function touch(question) {
  pending.set(question, (pending.get(question) ?? 0) + 1);
  keep();
}

document.addEventListener("input", (event) => {
  const question = questionOf(event.target);
  if (question) {
    touch(question);
  }
});

// Reading, such as a history, is no save.
const isSavedReply = ({ xhr, successful }) => successful && xhr.getResponseHeader("HX-Trigger")?.includes(SAVED);
const savedBy = ({ elt, requestConfig }) => (requestConfig?.verb === "post" ? questionOf(elt) : null);

document.addEventListener("htmx:beforeRequest", (event) => {
  const question = savedBy(event.detail);
  if (question) {
    sent.set(question, pending.get(question));
  }
});

// A question is saved when the reply says so and nothing was typed since it was sent. An expired sign-in leads to
// the sign-in page; what is not saved waits in this tab and is sent on the way back.
document.addEventListener("htmx:afterRequest", (event) => {
  const question = savedBy(event.detail);
  if (!question) {
    return;
  }
  if (isSavedReply(event.detail)) {
    if (pending.get(question) === sent.get(question)) {
      pending.delete(question);
    }
  } else if (!event.detail.successful) {
    markUnsent(question);
  }
  keep();
});

function putBack() {
  const kept = readKept();
  const touched = new Set();
  for (const question of document.querySelectorAll(".sheet-question, .subject-form")) {
    for (const field of fieldsOf(question)) {
      const values = kept[field.name];
      if (!values) {
        continue;
      }
      touched.add(question);
      if (isChoice(field)) {
        field.checked = values.includes(field.value);
      } else {
        field.value = values[0] ?? "";
      }
    }
  }
  for (const question of touched) {
    // Sent with what it had seen then, so that an answer from elsewhere in the meantime is met, not overwritten.
    for (const mark of marksOf(question)) {
      mark.value = kept[mark.name]?.[0] ?? mark.value;
    }
    touch(question);
    for (const words of question.querySelectorAll(".note textarea")) {
      words.closest(".note").open = words.value !== "";
    }
    send(question);
  }
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-send-again]")) {
    send(questionOf(event.target));
  }
});

// --- the way on -------------------------------------------------------------------------------------------
// A button that saves and leads on waits until each question is saved. Where that fails (no signal, an expired
// sign-in, a reason that is missing) the page stays with all that was typed on it.
let wayOn = null;

document.getElementById("lembar")?.addEventListener("submit", (event) => {
  if (pending.size) {
    event.preventDefault();
    wayOn = event.submitter;
    for (const question of pending.keys()) {
      send(question);
    }
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const question = wayOn && savedBy(event.detail);
  if (!question) {
    return;
  }
  if (!pending.size) {
    wayOn.form.requestSubmit(wayOn);
  } else if (!isSavedReply(event.detail)) {
    wayOn = null;
    question.scrollIntoView({ block: "center", behavior: "instant" });
  }
});

// Whoever leaves by a link takes nothing unsaved along: what waits is sent on the way out, and kept until it is seen.
addEventListener("pagehide", () => {
  for (const question of pending.keys()) {
    const body = new FormData();
    for (const field of namedIn(question)) {
      if (!isChoice(field) || field.checked) {
        body.append(field.name, field.value);
      }
    }
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    fetch(question.getAttribute("hx-post"), { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }
});

for (const here of document.querySelectorAll(".tabs [aria-current], .subtabs [aria-current]")) {
  here.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
}

if (document.readyState === "complete") {
  putBack();
} else {
  addEventListener("load", putBack);
}
