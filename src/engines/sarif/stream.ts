import { describeRules, type SarifRule } from './rules';
import { describeFinding, type SarifFinding, type SarifScan, sarifLog } from './write';

/** A finding and its rule. */
export type Ruled = { readonly finding: SarifFinding; readonly rule: SarifRule };

/** A run of a log, with any number of findings. */
export type SarifRun = {
  readonly scan: Omit<SarifScan, 'rules' | 'findings'>;
  readonly findings: AsyncIterable<Ruled>;
};

/**
 * Writes a log as sarifLog does, for any number of runs and findings, piece by piece.
 * It describes the rules of these findings only, so they come after the results.
 */
export async function* writeSarif(
  runs: Iterable<SarifRun> | AsyncIterable<SarifRun>,
): AsyncGenerator<string> {
  let comma = '';
  for await (const run of runs) {
    const { runs: described, ...log } = sarifLog({ ...run.scan, rules: [], findings: [] });
    yield comma === '' ? `${opened(log)},"runs":[` : comma;
    for (const { tool, taxonomies: _, results: none, ...rest } of described) {
      yield* writeRun(`${opened(rest)},"results":[`, tool, run.findings);
    }
    comma = ',';
  }
  yield ']}';
}

async function* writeRun(
  beginning: string,
  { driver }: { driver: object },
  findings: AsyncIterable<Ruled>,
): AsyncGenerator<string> {
  yield beginning;
  const indexOf = new Map<string, number>();
  const rules: SarifRule[] = [];
  let comma = '';
  for await (const { finding, rule } of findings) {
    // Rules of two tools may have the same id.
    const key = JSON.stringify([rule.id, finding.tool]);
    const index = indexOf.get(key) ?? rules.push(rule) - 1;
    indexOf.set(key, index);
    yield comma + JSON.stringify(describeFinding(finding, rule, index));
    comma = ',';
  }
  const { driver: own, taxonomies } = describeRules(rules);
  yield `],"tool":${JSON.stringify({ driver: { ...driver, ...own } })},"taxonomies":${JSON.stringify(taxonomies)}}`;
}

/** The text of an object without its end, so that fields can follow. */
function opened(fields: object): string {
  return JSON.stringify(fields).slice(0, -1);
}
