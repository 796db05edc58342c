// Asks the server of the console, and tells when it does not answer.

import { shown } from '/shown.js';

/** The answer's text and value; an error's message is what the server says. */
export async function ask(path, parameters) {
  let response;
  try {
    response = await fetch(`${path}?${parameters}`, { headers: { Accept: 'application/json' } });
  } catch {
    throw new Error('the console has ended: start `topicwarden console` again');
  }
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text.trim());
  }
  return { text, value: JSON.parse(text) };
}

/** Says something in the page's status line. */
export function say(message, wrong = false) {
  const status = document.getElementById('status');
  const text = message.split('\n').map(shown).join('\n');
  if (status.textContent !== text) {
    status.textContent = text;
  }
  status.classList.toggle('wrong', wrong);
}
