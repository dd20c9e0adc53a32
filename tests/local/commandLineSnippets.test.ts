import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leaksIn, planted } from '@tests/support/besideFindings';
import { scanHere } from '@tests/support/commandHere';
import { afterAll, beforeAll, expect, it } from 'vitest';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-snippets-'));
});
afterAll(() => rmSync(root, { recursive: true }));

it.each(['table', 'json', 'sarif'])(
  'secrets beside a finding are not printed by the command line as %s',
  async (format) => {
    const { files, values } = planted(format);
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const output = path.join(root, `report.${format}`);
    const target = path.join(root, format);
    const printed = await scanHere([target, '--format', format]);
    const written = await scanHere([target, '--format', format, '--output', output]);
    const places: [string, string][] = [
      ...[printed, written].flatMap(({ stdout, stderr }): [string, string][] => [
        ['the output', stdout],
        ['the errors', stderr],
      ]),
      ['the report', readFileSync(output, 'utf8')],
    ];
    expect(printed.stdout).toContain('main.py');
    expect(leaksIn(places, values)).toEqual([]);
  },
);
