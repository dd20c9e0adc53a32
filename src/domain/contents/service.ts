import type { Context } from '../context';
import { trying } from '../purges/service';
import type { ScanRun } from '../scanRuns/rules';
import { asRun } from '../scanRuns/service';
import { compareRules, type KeptResult, type Manifest, type RuleChange, stillHolds } from './rules';
import * as store from './store';

/** Results of looking through contents, kept so that no content is looked through twice by the same rules. */

export type RuleSetFacts = { readonly version: string; readonly manifest: Manifest };

/** For the worker: makes the rules known that results are going to be kept under. */
export async function announceRules({ db, now }: Context, rules: RuleSetFacts): Promise<void> {
  await store.saveRuleSet(db, rules.version, rules.manifest, now);
}

/**
 * What is known of these contents under the present rules. A result by older rules counts where their change can't
 * have touched it, and is marked so.
 */
export async function knownResults(
  { db }: Context,
  rules: RuleSetFacts,
  ids: string[],
): Promise<Map<string, KeptResult>> {
  const stored = await store.findResults(db, ids);
  const versions = [...new Set(stored.map(({ ruleSet }) => ruleSet))].filter((it) => it !== rules.version);
  const changes = await changesSince(db, rules, versions);
  const carried = stored.filter((result) => {
    const change = changes.get(result.ruleSet);
    return change !== undefined && stillHolds(result, change);
  });
  const carriedIds = carried.map(({ id }) => id);
  if (carriedIds.length > 0) await store.carryOver(db, carriedIds, rules.version);
  const present = stored.filter(({ ruleSet }) => ruleSet === rules.version);
  return new Map([...present, ...carried].map((result) => [result.id, result]));
}

async function changesSince(
  db: Context['db'],
  { manifest }: RuleSetFacts,
  versions: string[],
): Promise<Map<string, RuleChange | undefined>> {
  if (versions.length === 0) return new Map();
  const manifests = await store.findManifests(db, versions);
  return new Map([...manifests].map(([version, before]) => [version, compareRules(before, manifest)]));
}

/** Keeps what a run has found in contents, and notes that its repo has them. Throws RunEnded. */
export async function keepResults(
  ctx: Context,
  run: ScanRun,
  rules: RuleSetFacts,
  fresh: readonly KeptResult[],
  ids: string[],
): Promise<void> {
  // Somebody else may be letting go of the same contents.
  await trying(() =>
    asRun(ctx, run, async (tx) => {
      if (fresh.length > 0) await store.saveResults(tx, rules.version, fresh);
      await store.addReferences(tx, run.repoId, ids);
    }),
  );
}

/** Lets go of what a repo does not have any more, once all that it has is known. Throws RunEnded. */
export async function releaseContents(ctx: Context, run: ScanRun, kept: string[]): Promise<void> {
  await trying(() => asRun(ctx, run, (tx) => store.keepOnly(tx, run.repoId, kept)));
}
