// A role's topics as a tree, with what is allowed and denied at each.

import { ask, say } from '/ask.js';
import { element, foreign } from '/shown.js';

function mark(one) {
  const parts = [element('span', { class: one.allow ? 'allowed' : 'denied' }, one.allow ? `✓ allow ${one.action}` : `✗ deny ${one.action}`),
    ' ', element('span', { class: 'note' }, foreign(one.place))];
  if (one.conditional) {
    parts.push(element('span', { class: 'note' }, ' under conditions'));
  }
  if (one.denies.length > 0) {
    parts.push(element('span', { class: 'note' }, ' but for what is denied at ', foreign(one.denies.join(', '))));
  }
  return element('li', { class: 'mark' }, ...parts);
}

function level(node, root) {
  return root ? 'every topic' : node.level === '' ? '(empty level)' : node.level;
}

function tree(node, root = false) {
  const marks = node.marks.length > 0 ? [element('ul', { class: 'marks' }, ...node.marks.map(mark))] : [];
  const name = element('code', { class: 'level' }, foreign(level(node, root)));
  if (node.children.length === 0) {
    return element('li', {}, name, ...marks);
  }
  return element('li', {}, element('details', { open: '' }, element('summary', {}, name, ...(root ? [] : ['/'])), ...marks,
    element('ul', { class: 'tree' }, ...node.children.map((child) => tree(child)))));
}

function show(answer) {
  const chosen = answer.role;
  document.getElementById('roles').replaceChildren(...answer.roles.map((role) =>
    element('a', { href: `/roles?${new URLSearchParams({ role })}`, ...(role === chosen ? { 'aria-current': 'page' } : {}) },
      foreign(role))));
  if (chosen === undefined) {
    say(answer.roles.length === 0 ? 'The policy has no role.' : 'Choose a role.');
    return;
  }
  say('');
  const top = answer.tree.marks.length > 0 ? [tree({ ...answer.tree, children: [] }, true)] : [];
  document.getElementById('role').replaceChildren(
    element('h2', {}, foreign(chosen)),
    element('p', {}, foreign(answer.description), ' ', element('span', { class: 'note' }, foreign(answer.place))),
    element('p', { class: 'note' },
      'Variables stand for the values of whoever holds the role. A deny outweighs every allow, of other roles as well.'),
    ...(answer.whole ? [] : [element('p', {}, 'The role is too large for one tree: this is the first part of it.')]),
    element('ul', { class: 'tree' }, ...top, ...answer.tree.children.map((child) => tree(child))));
}

try {
  const { value } = await ask('/api/roles', new URLSearchParams(location.search));
  show(value);
} catch (failure) {
  say(failure.message, true);
}
