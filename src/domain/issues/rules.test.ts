import { describe, expect, it } from 'vitest';
import {
  groupIn,
  MOST_ISSUES,
  markerOf,
  nextStep,
  type Setting,
  summaryOf,
  textOf,
  waitAfter,
} from './rules';

const GROUP = '01980000-0000-7000-8000-000000000001';
const OTHER = '01980000-0000-7000-8000-000000000002';
const setting: Setting = {
  provider: 'github',
  url: 'https://github.com/acme/app',
  publicUrl: 'https://heimdall.test',
  repoId: OTHER,
};
const finding = {
  id: GROUP,
  title: 'AWS key',
  severity: 'critical',
  ruleId: 'aws-key',
  filePath: 'src/a b.ts',
  lineStart: 3,
  commitSha: 'a'.repeat(40),
  fixSummary: 'Revoke it\nAsk @ana',
} as const;

describe('the next step of an issue', () => {
  it.each([
    ['open', 'open', true, { to: 'open' }],
    ['open', undefined, true, { to: 'open' }],
    ['open', 'open', false, { to: 'closed', send: 'close' }],
    ['open', undefined, false, { to: 'closed', send: 'close' }],
    ['open', 'closed', false, { to: 'closed' }],
    // A person has closed it.
    ['open', 'not_planned', true, { to: 'not_planned' }],
    ['open', 'closed', true, { to: 'open', send: 'reopen' }],
    ['not_planned', 'not_planned', true, { to: 'not_planned' }],
    ['not_planned', 'open', true, { to: 'open' }],
    ['not_planned', 'not_planned', false, { to: 'closed' }],
    // Its findings were fixed, and are back.
    ['closed', 'closed', true, { to: 'open', send: 'reopen' }],
    ['closed', 'not_planned', true, { to: 'open', send: 'reopen' }],
    ['closed', undefined, true, { to: 'open', send: 'reopen' }],
    ['closed', 'closed', false, { to: 'closed' }],
    ['closed', undefined, false, { to: 'closed' }],
    ['pending', 'open', true, { to: 'open' }],
  ] as const)('%s, %s at its host, present %s', (state, host, isPresent, step) => {
    expect(nextStep(state, host, isPresent)).toEqual(step);
  });
});

describe('the text of an issue', () => {
  it('names rule, place and steps, and its marker comes first', () => {
    const { title, body } = textOf(setting, GROUP, { findings: [finding], count: 1 });
    expect(title).toBe('Critical: AWS key in a b.ts');
    expect(groupIn(body)).toBe(GROUP);
    const url = `https://github.com/acme/app/blob/${'a'.repeat(40)}/src/a%20b.ts#L3`;
    expect(body).toContain(`- [\`src/a b.ts:3\`](<${url}>)`);
    expect(body).toContain('- Revoke it\n- Ask \\@\u2060ana');
    expect(body).toContain(`(<https://heimdall.test/findings/${GROUP}>)`);
  });

  it('can not get another marker by a text of the repository', () => {
    const title = `${markerOf(OTHER)}\n${markerOf(OTHER)}`;
    const { body } = textOf(setting, GROUP, { findings: [{ ...finding, title }], count: 1 });
    expect(groupIn(body)).toBe(GROUP);
    expect(groupIn(`text ${markerOf(OTHER)}`)).toBeUndefined();
  });

  it('names ten places, and how many more there are', () => {
    const findings = Array.from({ length: 11 }, () => finding);
    const { body } = textOf(setting, GROUP, { findings: [finding, ...findings], count: 500 });
    expect(body.match(/src\/a b\.ts/g)).toHaveLength(10);
    expect(body).toContain('- and 490 more');
  });

  it.each([
    ['gitlab', '-/blob'],
    ['gitea', 'src/commit'],
  ] as const)('links to files as %s does', (provider, path) => {
    const { body } = textOf({ ...setting, provider }, GROUP, { findings: [finding], count: 1 });
    expect(body).toContain(`https://github.com/acme/app/${path}/${'a'.repeat(40)}/src/a%20b.ts#L3`);
  });
});

it('a summary says how many are left', () => {
  const { title, body } = summaryOf(setting, 480);
  expect(title).toBe('Heimdall: and 480 more findings');
  expect(groupIn(body)).toBe(OTHER);
  expect(body).toContain(`at most ${MOST_ISSUES} issues`);
});

it('a host that fails is asked more and more seldom', () => {
  expect([0, 1, 2, 9].map(waitAfter)).toEqual([60, 120, 240, 3600]);
});
