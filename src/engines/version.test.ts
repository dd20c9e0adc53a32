import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ENGINE_DIRECTORIES, engineVersion, versionOf } from './version';

const outer = mkdtempSync(path.join(tmpdir(), 'heimdall-engine-'));
const copy = path.join(outer, 'src');
cpSync(path.resolve(import.meta.dirname, '../../package.json'), path.join(outer, 'package.json'));
for (const directory of ENGINE_DIRECTORIES) {
  cpSync(path.resolve(import.meta.dirname, '..', directory), path.join(copy, directory), {
    recursive: true,
  });
}
afterAll(() => rmSync(outer, { recursive: true }));

/** The version of the copied sources with one of them changed. The change is undone. */
function versionWith(name: string, change: (text: string) => string): string {
  const file = path.join(copy, name);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
  const version = versionOf(copy);
  writeFileSync(file, before);
  return version;
}

/** The version of the copied sources with one file added. */
function versionWithNew(name: string): string {
  const file = path.join(copy, name);
  writeFileSync(file, 'export const A = 1;\n');
  const version = versionOf(copy);
  rmSync(file);
  return version;
}

describe("the version of the engine's results", () => {
  it('has 12 hexadecimal digits, and is the same wherever the same sources are', () => {
    expect(engineVersion()).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(copy)).toBe(engineVersion());
  });

  it('changes with a helper that a rule calls through two others', () => {
    // netrc-password is checked by weigh, which calls strengthOf, which calls isRandom, which calls wordiness.
    const changed = versionWith('engines/secrets/generic/words.ts', (text) => text.replace('0.877', '0.878'));
    expect(changed).not.toBe(engineVersion());
  });

  it.each([
    'engines/secrets/rules/github.ts',
    'engines/secrets/rules.generated.ts',
    'engines/secrets/snippet.ts',
    'engines/engine.ts',
    'engines/text.ts',
    'scan/ignore/pattern.ts',
    'git/historyParser.ts',
    'git/batchParser.ts',
    'scan/sources/lineNumbers.ts',
    'scan/sources/walkHistory.ts',
  ])('changes with %s', (name) => {
    expect(versionWith(name, (text) => text.replace(/\bconst\b/, 'let'))).not.toBe(engineVersion());
  });

  it('changes with the version of a package that engines import, and with no other', () => {
    const raised = (name: string) =>
      versionWith('../package.json', (text) => text.replace(`"${name}": "`, `"${name}": "9`));
    expect(raised('js-yaml')).not.toBe(engineVersion());
    expect(raised('next')).toBe(engineVersion());
  });

  it('changes with a new source, and with the name of one', () => {
    const versions = [
      engineVersion(),
      versionWithNew('engines/secrets/a.ts'),
      versionWithNew('engines/secrets/b.ts'),
    ];
    expect(new Set(versions).size).toBe(3);
  });

  it('does not depend on tests, nor on the line endings of a checkout', () => {
    expect(versionWith('engines/secrets/mask.test.ts', (text) => `${text}// changed\n`)).toBe(
      engineVersion(),
    );
    const withReturns = versionWith('engines/secrets/mask.ts', (text) => text.replaceAll('\n', '\r\n'));
    expect(withReturns).toBe(engineVersion());
  });
});
