import type { Run } from 'sarif';
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

async function written(...runs: Ruled[][]) {
  async function* source(ruled: Ruled[]) {
    yield* ruled;
  }
  let text = '';
  const sources = runs.map((ruled) => ({ scan, findings: source(ruled) }));
  for await (const piece of writeSarif(sources)) text += piece;
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

it('writes several runs, each with the rules of its own findings', async () => {
  const ruled = rules.map((rule) => [{ rule, finding: findingOf(rule.id, 1) }]);
  const { runs } = await written(...ruled, []);
  const ids = (runs as Run[]).map(({ tool }) => tool.driver.rules?.map(({ id }) => id));
  expect(ids).toEqual([...rules.map(({ id }) => [id]), []]);
});

it('keeps rules of two tools apart that have the same id', async () => {
  const [rule] = rules;
  if (!rule) throw new Error('no rule');
  const of = (tool: string, name: string) => ({
    rule: { ...rule, name },
    finding: { ...findingOf(rule.id, 1), tool },
  });
  const { runs } = await written([of('a', 'One'), of('b', 'Other'), of('a', 'One')]);
  const [{ tool, results }] = runs as [Run];
  expect(tool.driver.rules?.map(({ shortDescription }) => shortDescription?.text)).toEqual(['One', 'Other']);
  expect(results?.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1, 0]);
});
