// The reasoning behind an answer, as `topicwarden explain` gives it.

import { block, element, foreign } from '/shown.js';

function verdict(today) {
  const word = element('strong', { class: today.allowed ? 'allowed' : 'denied' }, today.allowed ? '✓ allowed' : '✗ denied');
  if (today.allowed) {
    return element('p', { class: 'verdict' }, word, ' by ', foreign(`role \`${today.rule.role}\`, ${today.rule.file}:${today.rule.line}`));
  }
  const line = element('p', { class: 'verdict' }, word, ` (${today.reason}): `, foreign(today.message), '.');
  if (today.witness && !today.message.includes(`\`${today.witness}\``)) {
    line.append(' For example ', element('code', {}, foreign(today.witness)), '.');
  }
  return line;
}

const MOST = 20;

function list(heading, items) {
  const shown = items.slice(0, MOST).map((item) => element('li', {}, item));
  if (items.length > MOST) {
    shown.push(element('li', {}, `and ${items.length - MOST} more`));
  }
  return items.length === 0 ? [] : [element('h3', {}, heading), element('ul', {}, ...shown)];
}

function permission(one) {
  const what = one.closing ? 'a variable of it has no usable value, so it denies everything'
    : `matches${one.parts.length > 0 ? ` ${one.parts.slice(0, 3).join(', ')}` : ''}`;
  const but = one.holds ? '' : `, but ${one.unmet.join(' and ')}`;
  return foreign(`${one.effect} role ${one.role}, ${one.file}:${one.line}: ${what}${but}`);
}

/** The answer, the line of the policy that decided, and all that led there. */
export function explanation(answer) {
  const today = answer.today;
  const parts = [verdict(today)];
  if (answer.excerpt) {
    parts.push(block(answer.excerpt, 'the line of the policy'));
  }
  const more = [
    ...list(today.roles.length === 0 ? 'The client holds no role' : 'Roles that the client holds',
      today.roles.map((role) => foreign(`${role.role} ${role.why}`))),
    ...list('Assignments that do not hold',
      today.assignments_not_held.map((one) => foreign(`${one.roles.join(', ')} at ${one.file}:${one.line}: ${one.why}`))),
    ...list('Permissions of these roles that have to do with it', today.permissions.map(permission)),
    ...list('What would be permitted', today.permitted_parts.map((part) =>
      foreign(part.filter + (part.wholly ? '' : ', but for what a deny forbids or conditions ask for'))))];
  if (more.length > 0) {
    parts.push(element('details', { open: '' }, element('summary', {}, 'What led to it'), ...more));
  }
  return parts;
}
