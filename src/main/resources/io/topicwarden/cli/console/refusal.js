// One refusal in full: the record, today's answer, and what would mend it.

import { ask, say } from '/ask.js';
import { explanation } from '/explanation.js';
import { remedy } from '/remedy.js';
import { element, foreign } from '/shown.js';

function facts(record) {
  const rows = Object.entries(record).filter(([, value]) => value !== '').map(([name, value]) =>
    element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, foreign(value))));
  return element('details', {}, element('summary', {}, 'The whole record'),
    element('table', {}, element('tbody', {}, ...rows)));
}

function headline(record) {
  const share = record['mqtt.shared_group'] ? `$share/${record['mqtt.shared_group']}/` : '';
  return element('p', { class: 'headline' }, element('code', {}, foreign(record['mqtt.client_id'] ?? '')), ' ',
    record['event.action'] ?? '', ' ', element('code', {}, foreign(share + (record['mqtt.topic'] ?? ''))));
}

function then(record) {
  const count = Number(record['topicwarden.count'] ?? 1);
  return [element('h2', {}, 'Then'),
    element('p', {}, `${record['@timestamp']}: `, element('strong', { class: 'denied' }, '✗ denied'),
      ' (', foreign(record['event.reason'] ?? ''), '): ', foreign(record.message ?? ''), '.',
      count > 1 ? ` This record stands for ${count} refusals.` : '')];
}

function today(answer) {
  const policy = answer.same_policy ? 'The policy has the same text as then' : 'The policy has another text than then';
  const same = answer.same_answer ? 'and gives the same answer.'
    : answer.today.allowed ? 'and no longer refuses it.' : 'and refuses it for another reason.';
  const parts = [element('h2', {}, 'Today'), element('p', {}, `${policy}, ${same}`), ...explanation(answer)];
  if (answer.not_in_record.length > 0) {
    parts.push(element('h3', {}, 'Not in the record'),
      element('ul', {}, ...answer.not_in_record.map((one) => element('li', {}, foreign(one)))));
  }
  return parts;
}

function show(answer) {
  const parts = [headline(answer.record), ...then(answer.record)];
  if (answer.unexplained) {
    parts.push(element('h2', {}, 'Today'), element('p', {}, foreign(answer.unexplained)));
  } else {
    parts.push(...today(answer), remedy(answer.remedy));
  }
  parts.push(facts(answer.record));
  document.getElementById('refusal').replaceChildren(...parts);
}

try {
  const { value } = await ask('/api/refusal', new URLSearchParams(location.search));
  show(value);
  say('');
} catch (failure) {
  say(failure.message, true);
}
