// Whether a client may do something.

import { ask, say } from '/ask.js';
import { explanation } from '/explanation.js';
import { remedy } from '/remedy.js';

const form = document.getElementById('request');
const asked = new URLSearchParams(location.search);

for (const [name, value] of asked) {
  const field = form.elements.namedItem(name);
  if (field?.type === 'checkbox') {
    field.checked = true;
  } else if (field) {
    field.value = value;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  location.assign(`/can-i?${new URLSearchParams(given)}`);
});

if (asked.has('topic')) {
  say('Asking…');
  try {
    const { value } = await ask('/api/can-i', asked);
    document.getElementById('answer').replaceChildren(...explanation(value),
      ...(value.today.allowed ? [] : [remedy(value.remedy)]));
    say('');
  } catch (failure) {
    say(failure.message, true);
  }
}
