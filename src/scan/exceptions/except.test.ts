import { DETECTION } from '@tests/support/aDetection';
import { ENGINES_HERE } from '@tests/support/enginesHere';
import { describe, expect, it } from 'vitest';
import type { Exception } from '@/engines/dependencies/package';
import type { FileDetection } from '@/engines/engine';
import { exceptDetections } from './except';

function found(
  path: string,
  { ecosystem = 'npm', name = 'lodash', identifiers = ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'] } = {},
): FileDetection {
  const vulnerability = {
    package: { ecosystem, name, version: '1', purl: '', direct: true, path: [] },
    ...{ identifiers, upgrade: null, epss: null, isExploited: false, symbols: [] },
  };
  return { path, detection: { ...DETECTION, details: { vulnerability } } };
}

const exception = (fields: Partial<Exception>): Exception => ({
  ...{ number: 1, advisory: null, package: null, ecosystem: null, path: null, reason: 'why', until: null },
  ...fields,
});

async function reasonsOf(one: Partial<Exception>, ...detections: FileDetection[]) {
  const now = new Date('2026-11-30T12:00:00Z');
  const judged = await exceptDetections(ENGINES_HERE, [exception(one)], detections, now);
  return { excepted: judged.detections.map(({ excepted }) => excepted), problems: judged.problems };
}

describe('exceptDetections', () => {
  it('covers a vulnerability by any of its identifiers, in capitals or not', async () => {
    for (const advisory of ['CVE-2021-23337', 'ghsa-35JH-r3h4-6jhm']) {
      const { excepted } = await reasonsOf({ advisory }, found('a'), found('a', { identifiers: ['CVE-2'] }));
      expect(excepted).toEqual(['why', null]);
    }
    expect((await reasonsOf({ advisory: 'CVE-2021-2333' }, found('a'))).excepted).toEqual([null]);
  });

  it('covers a package by its name as the registry compares it', async () => {
    const flask = found('a', { ecosystem: 'PyPI', name: 'typing-extensions' });
    expect((await reasonsOf({ package: 'Typing_Extensions' }, flask, found('a'))).excepted).toEqual([
      'why',
      null,
    ]);
    expect((await reasonsOf({ package: 'Lodash' }, found('a'))).excepted).toEqual([null]);
  });

  it('covers what all of its fields describe', async () => {
    const inPython = found('a', { ecosystem: 'PyPI' });
    const { excepted } = await reasonsOf({ package: 'lodash', ecosystem: 'npm' }, found('a'), inPython);
    expect(excepted).toEqual(['why', null]);
    const other = { advisory: 'CVE-2021-23337', package: 'underscore' };
    expect((await reasonsOf(other, found('a'))).excepted).toEqual([null]);
  });

  it('covers the files of its path alone, as .gitignore would', async () => {
    const paths = ['web/package-lock.json', 'apps/web/package-lock.json', 'webs/package-lock.json'];
    const all = paths.map((path) => found(path));
    expect((await reasonsOf({ package: 'lodash', path: 'web/' }, ...all)).excepted).toEqual([
      ...['why', 'why'],
      null,
    ]);
    expect((await reasonsOf({ package: 'lodash', path: '/web/**' }, ...all)).excepted).toEqual([
      ...['why', null],
      null,
    ]);
  });

  it('covers a malicious package by its advisory alone', async () => {
    const malicious = found('a', { identifiers: ['MAL-2026-1'] });
    expect((await reasonsOf({ package: 'lodash' }, malicious)).excepted).toEqual([null]);
    expect((await reasonsOf({ advisory: 'MAL-2026-1' }, malicious)).excepted).toEqual(['why']);
  });

  it('applies on its last day, and says afterwards that it has ended', async () => {
    const last = { package: 'lodash', until: '2026-11-30' };
    expect(await reasonsOf(last, found('a'))).toEqual({ excepted: ['why'], problems: [] });
    expect(await reasonsOf({ ...last, until: '2026-11-29' }, found('a'))).toEqual({
      excepted: [null],
      problems: [
        '.heimdall.yml: exception 1 ended on 2026-11-29 and no longer applies. Remove it, or renew its until.',
      ],
    });
  });
});
