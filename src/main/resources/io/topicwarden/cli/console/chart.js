// Bars over time, a part for each reason; a stretch of them can be brushed with the mouse, or chosen in the table below.

import { element, foreign, moment, shown } from '/shown.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 24;
const TOP = 14;
const COLOURS = 8;

function svg(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

function reasonsOf(series) {
  return Object.entries(series.counts).sort((a, b) => sum(b[1]) - sum(a[1]) || (a[0] < b[0] ? -1 : 1));
}

function legend(reasons, addressOf) {
  return element('ul', { class: 'legend', 'aria-label': 'Refusals by reason' },
    ...reasons.map(([reason, counts], i) => {
      const mark = svg('svg', { width: 12, height: 12, 'aria-hidden': 'true' });
      mark.append(svg('rect', { width: 12, height: 12, class: `r${Math.min(i, COLOURS - 1)}` }));
      const link = element('a', { href: addressOf({ reason }) }, foreign(reason || '(none)'));
      return element('li', {}, mark, ' ', link, ` ${sum(counts).toLocaleString('en')}`);
    }));
}

function span(seconds) {
  return seconds % 86400 === 0 ? `${seconds / 86400} d`
    : seconds % 3600 === 0 ? `${seconds / 3600} h`
      : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** Draws into so many pixels of width; `addressOf` makes the address of the page with other filters. */
export function draw(series, addressOf, room) {
  if (series.from.length === 0) {
    return [element('p', {}, 'Nothing was refused.')];
  }
  const reasons = reasonsOf(series);
  const ends = [...series.from, new Date(Date.parse(series.from.at(-1)) + 1000 * series.bucket_seconds).toISOString()];
  return [legend(reasons, addressOf), bars(series, reasons, ends, addressOf, Math.max(280, room)),
    element('p', { class: 'note' },
      `A bar for ${span(series.bucket_seconds)}, UTC. Draw over the bars to look closer, or open the table.`),
    table(series, reasons, ends, addressOf)];
}

function bars(series, reasons, ends, addressOf, all) {
  const picture = svg('svg', { class: 'plot', viewBox: `0 0 ${all} ${HEIGHT}`, role: 'img',
    'aria-label': 'Refusals over time by reason; the table below has the same' });
  const width = (all - LEFT) / series.from.length;
  const highest = Math.max(1, ...series.from.map((_, i) => sum(reasons.map(([, counts]) => counts[i]))));
  series.from.forEach((from, i) => {
    let y = HEIGHT - BOTTOM;
    reasons.forEach(([reason, counts], r) => {
      const height = (HEIGHT - BOTTOM - TOP) * counts[i] / highest;
      if (height > 0) {
        y -= height;
        const bar = svg('rect', { class: `r${Math.min(r, COLOURS - 1)}`, x: LEFT + i * width, y,
          width: Math.max(0.5, width - 1), height });
        bar.append(svg('title', {}, `${moment(from)} ${shown(reason)}: ${counts[i]}`));
        picture.append(bar);
      }
    });
  });
  const base = HEIGHT - BOTTOM;
  picture.append(svg('line', { class: 'axis', x1: LEFT, x2: all, y1: base, y2: base }),
    svg('text', { x: LEFT - 6, y: TOP + 8, 'text-anchor': 'end' }, highest.toLocaleString('en')),
    svg('text', { x: LEFT - 6, y: base, 'text-anchor': 'end' }, '0'),
    svg('text', { x: LEFT, y: HEIGHT - 6 }, moment(ends[0])),
    svg('text', { x: all, y: HEIGHT - 6, 'text-anchor': 'end' }, moment(ends.at(-1))));
  brush(picture, width, ends, addressOf, all);
  return picture;
}

function brush(picture, width, ends, addressOf, all) {
  const shade = svg('rect', { class: 'brush', y: TOP, height: HEIGHT - BOTTOM - TOP, width: 0 });
  picture.append(shade);
  let start = null;
  const bucketAt = (event) => {
    const box = picture.getBoundingClientRect();
    const x = (event.clientX - box.left) * all / box.width - LEFT;
    return Math.max(0, Math.min(ends.length - 2, Math.floor(x / width)));
  };
  const stretch = (event) => [start, bucketAt(event)].sort((a, b) => a - b);
  picture.addEventListener('pointerdown', (event) => {
    start = bucketAt(event);
    picture.setPointerCapture(event.pointerId);
    picture.classList.add('brushing');
  });
  picture.addEventListener('pointermove', (event) => {
    if (start !== null) {
      const [from, to] = stretch(event);
      shade.setAttribute('x', LEFT + from * width);
      shade.setAttribute('width', (to - from + 1) * width);
    }
  });
  picture.addEventListener('pointerup', (event) => {
    if (start !== null) {
      const [from, to] = stretch(event);
      start = null;
      location.assign(addressOf({ since: ends[from], until: ends[to + 1] }));
    }
  });
  picture.addEventListener('pointercancel', () => {
    start = null;
    shade.setAttribute('width', 0);
    picture.classList.remove('brushing');
  });
}

function table(series, reasons, ends, addressOf) {
  const head = element('tr', {}, element('th', { scope: 'col' }, 'from (UTC)'),
    ...reasons.map(([reason]) => element('th', { scope: 'col', class: 'n' }, foreign(reason || '(none)'))));
  const rows = series.from.map((from, i) => element('tr', {},
    element('th', { scope: 'row' },
      element('a', { href: addressOf({ since: from, until: ends[i + 1] }) }, moment(from))),
    ...reasons.map(([, counts]) => element('td', { class: 'n' }, counts[i].toLocaleString('en')))));
  return element('details', { id: 'as-table' }, element('summary', {}, 'The same as a table'),
    element('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Refusals over time' },
      element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows))));
}
