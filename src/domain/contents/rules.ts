import type { z } from 'zod';
import type { manifestFields } from './schema';

/** What is kept of looking through one content. Masked findings only; their form is the scanner's affair. */
export type KeptResult = {
  readonly id: string;
  readonly verdict: string;
  /** Digests of the rules' keywords that stand in it. */
  readonly keywords: readonly number[];
  readonly matches: readonly KeptMatch[];
};

export type KeptMatch = { readonly ruleId: string };

export type Manifest = z.infer<typeof manifestFields>;

/** What a change of rules does to results that were made before it. */
export type RuleChange = {
  /** Keywords of rules that are new or have changed; results without any of them stay as they are. */
  readonly touched: ReadonlySet<number>;
  /** Rules that are no more, or have changed: results that have a match of theirs are done again. */
  readonly gone: ReadonlySet<string>;
};

/**
 * Compares two sets of rules.
 * @returns undefined where no result can be carried over: the engine has changed, or a new keyword was never looked for
 */
export function compareRules(before: Manifest, now: Manifest): RuleChange | undefined {
  if (before.engine !== now.engine) return undefined;
  const old = new Map(before.rules.map((rule) => [rule.id, rule.digest]));
  const lookedFor = new Set(before.rules.flatMap(({ keywords }) => keywords));
  const changed = now.rules.filter(({ id, digest }) => old.get(id) !== digest);
  const touched = new Set(changed.flatMap(({ keywords }) => keywords));
  if ([...touched].some((keyword) => !lookedFor.has(keyword))) return undefined;
  const kept = new Set(now.rules.filter(({ id, digest }) => old.get(id) === digest).map(({ id }) => id));
  const gone = new Set(before.rules.map(({ id }) => id).filter((id) => !kept.has(id)));
  return { touched, gone };
}

/** Whether a result that was made before a change of rules is what the new rules would come to as well. */
export function stillHolds({ keywords, matches }: KeptResult, { touched, gone }: RuleChange): boolean {
  return !keywords.some((keyword) => touched.has(keyword)) && !matches.some(({ ruleId }) => gone.has(ruleId));
}
