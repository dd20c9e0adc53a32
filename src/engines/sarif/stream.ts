import type { RuleInfo } from '../engine';
import { describeFinding, describeRule, type SarifFinding, type SarifScan, sarifLog } from './write';

/** A finding and its rule. */
export type Ruled = { readonly finding: SarifFinding; readonly rule: RuleInfo };

/**
 * Writes a log as sarifLog does, for any number of findings, piece by piece.
 * It describes the rules of these findings only, so they come after the results.
 */
export async function* writeSarif(
  scan: Omit<SarifScan, 'rules' | 'findings'>,
  findings: AsyncIterable<Ruled>,
): AsyncGenerator<string> {
  const { runs, ...log } = sarifLog({ ...scan, rules: [], findings: [] });
  for (const { tool, results: _, ...run } of runs) {
    yield `${opened(log)},"runs":[${opened(run)},"results":[`;
    const rules = new Map<string, RuleInfo>();
    const indexOf = new Map<string, number>();
    let comma = '';
    for await (const { finding, rule } of findings) {
      if (!rules.has(rule.id)) indexOf.set(rule.id, rules.size);
      rules.set(rule.id, rule);
      yield comma + JSON.stringify(describeFinding(finding, rule, indexOf.get(rule.id) ?? 0));
      comma = ',';
    }
    const driver = { ...tool.driver, rules: [...rules.values()].map(describeRule) };
    yield `],"tool":${JSON.stringify({ driver })}}]}`;
  }
}

/** The text of an object without its end, so that fields can follow. */
function opened(fields: object): string {
  return JSON.stringify(fields).slice(0, -1);
}
