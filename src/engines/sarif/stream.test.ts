import { expect, it } from 'vitest';
import { SECRETS } from '../secrets/engine';
import { type Ruled, writeSarif } from './stream';
import { type SarifFinding, sarifLog } from './write';

const rules = SECRETS.rules.slice(0, 2);
const scan = { version: '1.2.3', complete: false, notifications: ['The time was over.'] };

const findingOf = (ruleId: string, line: number): SarifFinding => ({
  ...{ ruleId, title: 'A key', severity: 'high', confidence: 'high', path: 'a b.ts', line, lineEnd: line },
  ...{ snippet: 'KEY', snippetLine: line, inTree: true, commit: null, fingerprint: 'f', suppression: null },
});

async function written(ruled: Ruled[]) {
  async function* source() {
    yield* ruled;
  }
  let text = '';
  for await (const piece of writeSarif(scan, source())) text += piece;
  return JSON.parse(text);
}

it('writes what the log of all findings is, with the rules that they name', async () => {
  const ruled = [0, 1, 0].flatMap((at, line) => {
    const rule = rules[at];
    return rule ? [{ rule, finding: findingOf(rule.id, line + 1) }] : [];
  });
  const findings = ruled.map(({ finding }) => finding);
  expect(await written(ruled)).toEqual(JSON.parse(JSON.stringify(sarifLog({ ...scan, rules, findings }))));
});

it('writes a whole log without findings', async () => {
  const log = sarifLog({ ...scan, rules: [], findings: [] });
  expect(await written([])).toEqual(JSON.parse(JSON.stringify(log)));
});
