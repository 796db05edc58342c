// The page of all refusals: over time, by whom, and the newest.

import { ask, say } from '/ask.js';
import { draw } from '/chart.js';
import { addressWith, connect, current } from '/filters.js';
import { element, foreign, moment } from '/shown.js';

const EVERY_MILLIS = 2000;
const FIELDS = { clients: 'client', identities: 'identity', topics: 'topic' };
const follow = document.getElementById('follow');
let last = '';

function top(name, counted, refusals) {
  const greatest = Math.max(1, ...counted.rows.map((row) => row.count));
  const rows = counted.rows.map(({ key, count }) => {
    const text = foreign(key || '(none)');
    const named = key && FIELDS[name] ? element('a', { href: addressWith({ [FIELDS[name]]: key }) }, text) : text;
    const share = `${(100 * count / Math.max(1, refusals)).toFixed(1)}%`;
    return element('tr', {}, element('td', { class: 'n' }, count.toLocaleString('en')),
      element('td', { class: 'n' }, share),
      element('td', {}, named, element('progress', { max: greatest, value: count, 'aria-hidden': 'true' })));
  });
  const head = element('tr', {}, element('th', { scope: 'col', class: 'n' }, 'refusals'),
    element('th', { scope: 'col', class: 'n' }, 'share'), element('th', { scope: 'col' }, name));
  const section = element('section', { 'aria-labelledby': `top-${name}` },
    element('h2', { id: `top-${name}` }, `Top ${name}`),
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)));
  if (counted.beyond > 0) {
    section.append(element('p', { class: 'note' },
      `${counted.beyond} refusals of others are in the sums alone: too many different ${name}.`));
  }
  return section;
}

function records(newest) {
  const heads = ['time (UTC)', 'refusals', 'client', 'identity', 'action', 'topic', 'reason', 'rule'];
  const rows = newest.map((record) => element('tr', {},
    element('td', { class: 'time' },
      element('a', { href: `/refusal?${new URLSearchParams({ id: record.id })}` }, moment(record.time))),
    element('td', { class: 'n' }, record.count.toLocaleString('en')),
    ...['client', 'identity', 'action', 'topic', 'reason', 'rule'].map((name) =>
      element('td', { class: name }, foreign(record[name])))));
  return element('table', {},
    element('caption', {}, newest.length === 0 ? 'No record matches.' : 'The newest first; a time leads to the whole of it.'),
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows));
}

/** Puts new content in place, and the focus back on the link that had it. */
function replace(id, ...content) {
  const place = document.getElementById(id);
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const open = place.querySelector('details')?.open;
  place.replaceChildren(...content);
  if (open) {
    place.querySelector('details').open = true;
  }
  if (focused) {
    [...place.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
  }
}

function show(findings) {
  const junk = findings.junk > 0 ? ` ${findings.junk} lines of the log are no records.` : '';
  say(`${findings.refusals.toLocaleString('en')} refusals in ${findings.records.toLocaleString('en')} records.${junk}`);
  replace('chart', ...draw(findings.over_time, addressWith, document.getElementById('chart').clientWidth));
  replace('tops', ...Object.entries(findings.top).map(([name, counted]) => top(name, counted, findings.refusals)));
  replace('records', records(findings.newest));
  document.getElementById('reasons').replaceChildren(
    ...Object.keys(findings.over_time.counts).map((reason) => element('option', { value: reason })));
}

async function look() {
  try {
    const { text, value } = await ask('/api/findings', current());
    if (text !== last && !document.querySelector('.brushing')) {
      last = text;
      show(value);
    }
  } catch (failure) {
    last = '';
    say(failure.message, true);
  }
}

async function again() {
  if (follow.checked && !document.hidden) {
    await look();
  }
  setTimeout(again, EVERY_MILLIS);
}

addEventListener('resize', () => { last = ''; });
connect(document.getElementById('filters'));
await look();
setTimeout(again, EVERY_MILLIS);
