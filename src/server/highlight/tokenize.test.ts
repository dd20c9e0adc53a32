import { expect, it } from 'vitest';
import { tokenize } from './tokenize';
import { plainLines } from './tokens';

/** The first line's tokens, as `kind:text` unless they are plain. */
async function marked(path: string, code: string): Promise<string[]> {
  const [line = []] = await tokenize({ path, code });
  return line.map(({ text, kind }) => (kind === 'plain' ? text : `${kind}:${text}`));
}

it.each([
  ['src/a.ts', 'const key = "x"; // a', ['keyword:const', ' key = ', 'string:"x"', '; ', 'comment:// a']],
  ['deploy/.env.local', 'KEY=abc', ['name:KEY', '=abc']],
  ['package.json', '"key": "x",', ['name:"key"', ': ', 'string:"x"', ',']],
  ['app/config.php', "$key = 'x';", ['$key = ', "string:'x'", ';']],
  ['Dockerfile.prod', 'ENV KEY=x', ['keyword:ENV', ' KEY=x']],
  ['a.yml', 'key: x', ['name:key', ': ', 'string:x']],
  ['A.PROPERTIES', 'a.key=x', ['name:a.key', '=x']],
  ['a.tf', 'key = "x"', ['key = ', 'string:"x"']],
  ['a.sh', 'export KEY="x"', ['keyword:export', ' ', 'name:KEY', '=', 'string:"x"']],
  ['constructor', 'const key', ['const key']],
  ['a.unknown', 'const key', ['const key']],
])('the code of %s has the tokens of its language', async (path, code, tokens) => {
  expect(await marked(path, code)).toEqual(tokens);
});

/** For a busy machine, which loads several grammars. */
const BUSY = { timeout: 60_000 };

it('all of the code stays as it was, whatever it is', BUSY, async () => {
  const code = '\n\tconst a = `${\n••••••••\n" \n';
  for (const path of ['a.ts', 'a.php', 'a.json', 'a.md', 'a.cpp', 'a.vue', 'a.txt']) {
    const lines = await tokenize({ path, code });
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n'), path).toBe(code);
  }
});

it('a line that is too long is plain, and so is too much code', async () => {
  const long = `const a = "${'x'.repeat(500)}";`;
  expect(await tokenize({ path: 'a.ts', code: `${long}\nconst` })).toEqual([
    [{ text: long, kind: 'plain' }],
    [{ text: 'const', kind: 'keyword' }],
  ]);
  const much = 'const a = 1;\n'.repeat(2_000);
  expect(await tokenize({ path: 'a.ts', code: much })).toEqual(plainLines(much));
});
