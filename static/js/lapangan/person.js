// Whose turn it is on this device. Stores are kept apart by person; only the current one's is ever opened.

const CURRENT = "lapangan.orang";

export function currentPerson() {
  try {
    return JSON.parse(localStorage.getItem(CURRENT) ?? "null");
  } catch {
    return null;
  }
}

export function becomes(person) {
  localStorage.setItem(CURRENT, JSON.stringify({ id: person.id, name: person.name }));
}

export function nobody() {
  localStorage.removeItem(CURRENT);
}
