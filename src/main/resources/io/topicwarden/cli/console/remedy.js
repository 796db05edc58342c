// What it would take to permit what was refused: YAML to paste, what it opens, and the test that proves it.

import { block, element, foreign } from '/shown.js';

function opens(grant, smallest) {
  const lines = grant.opens.length === 0
    ? element('p', {}, 'It opens nothing by itself.')
    : element('ul', { class: 'opens' }, ...grant.opens.map((line) => element('li', {}, element('code', {}, foreign(line)))));
  const sentence = smallest && grant.confined
    ? 'It opens what was asked for to this client, and nothing else:'
    : 'It opens, by the exact comparison of both policies:';
  const parts = [element('p', {}, sentence), lines];
  if (!grant.exhaustive) {
    parts.push(element('p', { class: 'note' }, 'There may be more: the role is too large to look at everything.'));
  }
  return parts;
}

function grant(one, index, kind) {
  const smallest = index === 0;
  const heading = !smallest ? 'The same for every client of this role'
    : kind === 'denied' ? 'The smallest permission that is needed besides' : 'The smallest permission that would allow it';
  const where = one.new_role
    ? ['The client holds no role. Add a role and its assignment to the policy:']
    : ['Add under ', element('code', {}, 'permissions:'), ' of role ', foreign(one.role), ', ',
      element('code', {}, foreign(`${one.file}:${one.line}`)), ':'];
  return [element('h3', {}, heading), element('p', {}, ...where),
    block(one.yaml, smallest ? 'the smallest permission' : 'the permission for the role'), ...opens(one, smallest)];
}

/** The section of it. */
export function remedy(found) {
  const parts = [element('h2', { id: 'remedy' }, 'What would mend it')];
  if (found.kind === 'not-needed') {
    parts.push(element('p', {}, 'Nothing need be changed: the policy of today allows it.'));
  } else if (found.kind === 'beyond') {
    parts.push(element('p', {}, 'No permission would help: ', foreign(found.why), '.'));
  } else if (found.kind === 'denied') {
    parts.push(element('p', {}, 'A permission alone would not help, for a deny always outweighs it. To be narrowed:'),
      ...found.denies.map((deny) => block(deny.excerpt, 'the deny to narrow')));
    if (found.grants.length > 0) {
      parts.push(element('p', {}, 'And nothing allows it yet.'));
    }
  }
  (found.grants ?? []).forEach((one, index) => parts.push(...grant(one, index, found.kind)));
  if (found.test) {
    parts.push(element('h3', {}, 'The policy test that proves it'),
      element('p', {}, 'Add to ', element('code', {}, 'policy-tests.yaml'), '; it ',
        found.kind === 'not-needed' ? 'passes' : 'fails until the policy is mended', '.'),
      block(found.test, 'the policy test'));
  }
  return element('section', { 'aria-labelledby': 'remedy' }, ...parts);
}
