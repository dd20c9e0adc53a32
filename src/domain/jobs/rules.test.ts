import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isPrepared, QUEUE_VERSION } from './rules';
import { JOB_NAMES } from './schema';

it('knows the version of the tables of the installed library', () => {
  const file = new URL('../../../node_modules/pg-boss/version.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ schema: QUEUE_VERSION });
});

it.each([
  ['as it should be', true, QUEUE_VERSION, ['__pgboss__send-it', ...JOB_NAMES]],
  ['of an older library', false, QUEUE_VERSION - 1, JOB_NAMES],
  ['of a newer library', false, QUEUE_VERSION + 1, JOB_NAMES],
  ['without a kind of jobs', false, QUEUE_VERSION, JOB_NAMES.slice(1)],
  ['with a kind that no longer exists', false, QUEUE_VERSION, [...JOB_NAMES, 'old.kind']],
  ['with another kind', false, QUEUE_VERSION, [...JOB_NAMES.slice(1), 'old.kind']],
])('judges a queue %s', (_, prepared, version, names) => {
  expect(isPrepared({ version, names })).toBe(prepared);
});
