import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../../fileKind';
import { assignedNameAt } from '../nameSpans';
import { SHAPES } from './all';

const FILES = readdirSync(new URL('.', import.meta.url)).filter((file) => !file.endsWith('.test.ts'));
/** What says where something stands. All that judges names or values is not among it. */
const MAY_IMPORT =
  /^(?:\.\/\w+|\.\.\/(?:assignments|literals|nameSpans|statement)|\.\.\/\.\.\/(?:fileKind|limited))$/;

it.each(FILES)('%s only says what stands where, and imports nothing that judges', (file) => {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const imported = Array.from(text.matchAll(/ from '([^']{1,100})'/g), ([, module = '']) => module);
  expect(imported.filter((module) => !MAY_IMPORT.test(module))).toEqual([]);
});

/** The values of the first shape that reads any under the first name with `pass`, and their place. */
function readIn(text: string, format: FileFormat): readonly [string, readonly string[]] | undefined {
  const bytes = Buffer.from(text).toString('latin1');
  const name = assignedNameAt(bytes, bytes.search(/pass/i));
  if (name === undefined) return undefined;
  for (const shape of SHAPES) {
    const found = [...shape(bytes, name, format)];
    const [first] = found;
    if (first) return [first.place, found.map(({ value }) => bytes.slice(value.start, value.end))];
  }
  return undefined;
}

describe('a value is read', () => {
  it.each<[string, FileFormat, string, readonly string[]]>([
    ['if (password == "a1b2c3") {', 'code', 'comparison', ['a1b2c3']],
    ["headers['x-pass'] === 'a1b2c3'", 'code', 'comparison', ['a1b2c3']],
    ['PASSWORDS = [\n  "a1",\n  "b2",\n]', 'code', 'list', ['a1', 'b2']],
    ['"passwords": ["a1", "b2"]', 'json', 'list', ['a1', 'b2']],
    ['"passwords": {"ann": "a1", "age": 5, "bob": "b2"}', 'json', 'member', ['a1', 'b2']],
    ["PASSWORDS = { ann: 'a1', 'bob' => 'b2' }", 'code', 'member', ['a1', 'b2']],
    ['val passwords = mapOf("ann" to "a1")', 'code', 'member', ['a1']],
    [
      'passwords:\n  ann: a1\n\n  # c\n  bob: "b2" # d\n  eve:\n    since: c3\nother: x\n',
      'yaml',
      'member',
      ['a1', 'b2'],
    ],
    ['[passwords]\nann = "a1"\n\nbob = "b2"\n[other]\neve = "c3"\n', 'toml', 'member', ['a1', 'b2']],
    ['[passwords]\nann=a1\n', 'ini', 'member', ['a1']],
    ['Map("password" -> "a1", "port" -> "1")', 'code', 'assignment', ['a1']],
    ['mapOf("password" to "a1")', 'code', 'assignment', ['a1']],
    ['The password for the old shop is `a1b2c3d4`.', 'markdown', 'prose', ['a1b2c3d4']],
    ['passwords:\n  - a1 # of ann\n  - "b2"\nother: x\n', 'yaml', 'list', ['a1', 'b2']],
    ['the vpn password is a1b2c3d4.', 'text', 'prose', ['a1b2c3d4']],
    ['shop PASSWORD a1b2c3d4', 'text', 'prose', ['a1b2c3d4']],
    ['// login: ann password: a1b2c3d4', 'code', 'prose', ['a1b2c3d4']],
    ['| user | password |\n|---|:-:|\n| ann | `a1` |\n| bob | b2 |\n', 'markdown', 'table', ['a1', 'b2']],
    ['user;password\nann;a1\nbob;"b2"\n', 'text', 'table', ['a1', 'b2']],
    ["INSERT INTO t (a, password) VALUES (1, 'a1'), (now(), 'b''2');", 'code', 'row', ['a1', "b''2"]],
    ['COPY t (a, password) FROM stdin;\n1\ta1\n2\t\\N\n\\.\n', 'code', 'row', ['a1']],
    ['"host=db user=x password=a1 port=1"', 'code', 'assignment', ['a1']],
    ['buildConfigField "String", "PASSWORD", "\\"a1\\""', 'code', 'assignment', ['a1']],
    ['s:8:"password";s:2:"a1";', 'code', 'assignment', ['a1']],
    ['/cb?next=password%3Da1%26user%3Dann', 'text', 'assignment', ['a1']],
    ['data-x="{&quot;password&quot;:&quot;a1&quot;}"', 'code', 'assignment', ['a1']],
    ['"password": {\n  "sensitive": true,\n  "value": "a1"\n}', 'json', 'assignment', ['a1']],
    ['{"value": "a1", "key": "password"}', 'json', 'assignment', ['a1']],
    ['<entry><key>password</key><value>a1</value></entry>', 'xml', 'assignment', ['a1']],
    ["if ('a1' === req.body.password) {", 'code', 'comparison', ['a1']],
    ['if ("a1".equals(password)) {', 'code', 'comparison', ['a1']],
    ['if (strcmp(password, "a1") == 0)', 'code', 'comparison', ['a1']],
    ['switch (password) {\n  case "a1":\n    go();\n  case "b2":\n}\n', 'code', 'comparison', ['a1', 'b2']],
    ['PASSWORDS = %w[a1 b2]', 'code', 'list', ['a1', 'b2']],
    ['passwords = [\n  "a1",\n]', 'toml', 'list', ['a1']],
    ['<tr><td>Password</td><td><code>a1</code></td></tr>', 'code', 'table', ['a1']],
    [
      '<table><tr><th>User</th><th>Password</th></tr><tr><td>x</td><td>a1</td></tr><tr><td>y</td><td>b2</td></tr></table>',
      'code',
      'table',
      ['a1', 'b2'],
    ],
    ['password = """\na1\n"""', 'toml', 'assignment', ['a1']],
    ['export PASSWORD=\\\na1\n', 'shell', 'assignment', ['a1']],
    ['set -gx PASSWORD a1\n', 'shell', 'assignment', ['a1']],
  ])('in %s', (text, format, place, values) => {
    expect(readIn(text, format)).toEqual([place, values]);
  });

  it.each<[string, FileFormat]>([
    ['the password is known to nobody', 'text'],
    ['passwords:\n  - name: x\n', 'yaml'],
    ['password%20is%20known', 'text'],
    ['"password": {\n  "type": "string"\n}, "value": "a1"', 'json'],
    ['switch (password) {\n  case OTHER:\n}\n', 'code'],
    ['<th>Password</th></tr></table><table><tr><td>a1</td></tr>', 'code'],
    ['if (password == other) {', 'code'],
    ['INSERT INTO t (a, password) VALUES (?, ?);', 'code'],
    ['| password | and more |\n| a | b |\n', 'markdown'],
  ])('nowhere in %s', (text, format) => {
    expect(readIn(text, format)).toBeUndefined();
  });
});
