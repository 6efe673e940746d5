// Small manners of every page: focus goes to what went wrong, drawers open when an address points into them.

function focusOnMistake() {
  document.querySelector("[data-focus]")?.focus();
}

function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  const drawer = target && target.closest("details");
  if (drawer && !drawer.open) {
    drawer.open = true;
    target.scrollIntoView();
  }
}

function setDrawers(root, open) {
  for (const drawer of root.querySelectorAll("details.drawer")) {
    drawer.open = open;
  }
}

// <button data-drawers="open|close" data-within="#id"> opens or closes every drawer within.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-drawers]");
  if (button) {
    setDrawers(document.querySelector(button.dataset.within) ?? document, button.dataset.drawers === "open");
  }
});

addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => setDrawers(document, true));
for (const button of document.querySelectorAll("[data-drawers][hidden]")) {
  button.hidden = false;
}
focusOnMistake();
openTarget();
