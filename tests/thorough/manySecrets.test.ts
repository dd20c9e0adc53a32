import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MAX_PER_FILE } from '@/engines/engine';
import { type FileKind, fileKindOf } from '@/engines/secrets/fileKind';
import { matchesOf } from '@/engines/secrets/matches';
import { RULES } from '@/engines/secrets/rules.generated';
import { makeTextSearch } from '@/engines/secrets/textSearch';

const LINES = 6_000;
/** In milliseconds: seconds of work on a busy machine. */
const BUSY = 120_000;

const secretOf = (index: number) => createHash('sha256').update(`${index}`).digest('base64').slice(0, 24);
const lineOf = (index: number) => `SERVICE_${index}_PASSWORD=${secretOf(index)}\n`;

/** In seconds of processor time. */
function timed<T>(run: () => T): { result: T; seconds: number } {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: (user + system) / 1e6 };
}

const searchText = makeTextSearch(RULES);
const search = (bytes: Buffer, kind: FileKind) => searchText(bytes, bytes.toString('latin1'), kind);

describe('a file of very many secrets', () => {
  it(
    'gives the first of them, masked, in less time than the search for all takes',
    () => {
      const bytes = Buffer.from(Array.from({ length: LINES }, (_, index) => lineOf(index)).join(''));
      const searched = timed(() => search(bytes, fileKindOf('.env')));
      const matched = timed(() =>
        matchesOf(bytes.toString('latin1'), fileKindOf('.env'), searched.result, [], (_, secret) => secret),
      );
      const secrets = searched.result.filter(({ confidence }) => confidence !== 'no');
      expect(secrets.length).toBeGreaterThan(LINES / 2);
      const first = secrets.slice(0, MAX_PER_FILE + 1).map(({ secret }) => secret);
      expect(matched.result.map(({ identity }) => identity)).toEqual(first);
      for (const { snippet, identity } of matched.result) expect(snippet).not.toContain(identity);
      expect(matched.seconds).toBeLessThan(searched.seconds);
    },
    BUSY,
  );

  it('reports one that is allowed at some locations at another one', () => {
    const allowed = `PASSWORD=${secretOf(0)} # heimdall:allow used by tests\n`;
    const bytes = Buffer.from(`${allowed.repeat(5_000)}${lineOf(0)}`);
    const matches = matchesOf(
      bytes.toString('latin1'),
      fileKindOf('.env'),
      search(bytes, fileKindOf('.env')),
      [],
      (_, secret) => secret,
    );
    expect(matches.at(-1)).toMatchObject({ line: 5_001, allowed: null, identity: secretOf(0) });
  });
});
