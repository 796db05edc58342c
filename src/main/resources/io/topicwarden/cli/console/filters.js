// The filters, which live in the address so that a view can be kept and sent.

const NAMES = ['since', 'until', 'client', 'identity', 'topic', 'reason', 'action', 'listener', 'address', 'id'];

/** The filters of this page. */
export function current() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (NAMES.includes(name) && value !== '') {
      chosen.append(name, value);
    }
  }
  return chosen;
}

/** The address of this page with some filters changed. */
export function addressWith(changes) {
  const chosen = current();
  for (const [name, value] of Object.entries(changes)) {
    chosen.set(name, value);
  }
  return `/?${chosen}`;
}

/** Puts the filters into the form, and the form's into the address when it is sent. */
export function connect(form) {
  for (const [name, value] of current()) {
    const field = form.elements.namedItem(name);
    if (field) {
      field.value = value;
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value.trim() !== '') {
        chosen.append(name, value.trim());
      }
    }
    location.assign(`/?${chosen}`);
  });
}
