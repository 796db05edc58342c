// Texts from clients and policies, made fit to be seen: they are only ever text, never markup.

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** The text with invisible characters as escapes, as the command line shows them: <U+001B>. */
export function shown(text) {
  return String(text).replace(invisible, (c) => `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** An element with attributes and children; a string among the children is text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A text from outside, whose direction of writing leaves what stands around it alone. */
export function foreign(text) {
  return element('bdi', {}, shown(text));
}

/** Lines of a file, with a button that copies them as they are. */
export function block(text, label) {
  const lines = text.split('\n').map(shown).join('\n');
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${label}` }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  });
  return element('div', { class: 'block' },
    element('pre', { tabindex: '0', 'aria-label': label }, lines), button);
}

/** A moment in UTC, to the second. */
export function moment(text) {
  return shown(text).slice(0, 19).replace('T', ' ');
}
