import type { KeptResult } from '@/domain/contents/rules';
import { keepResults, knownResults } from '@/domain/contents/service';
import type { SkipReason } from '@/domain/scans/rules';
import type { Sighting } from '@/domain/sightings/rules';
import { recordSightings } from '@/domain/sightings/service';
import type { ContentResult, ContentVerdict, SecretMatch } from '@/scanner/secrets/result';
import { scanBlobs } from './blobScan';
import type { ListedFile } from './engineMessages';
import { engineVersion } from './engineVersion';
import { largeFiles } from './limitSentences';
import type { Scanning } from './scanning';
import type { SightingMaker } from './sightings';
import { isDump, toldMatches } from './toldMatches';

export type TreeFile = ListedFile & { readonly contentId: string };

/** Findings that are written down together: one content full of secrets may have any number of paths. */
const RECORDED_AT_ONCE = 1_000;

/** What became of the contents of some files. */
type Outcomes = {
  readonly known: ReadonlyMap<string, ContentResult>;
  readonly fresh: ReadonlyMap<string, ContentResult>;
  readonly failed: ReadonlyMap<string, SkipReason>;
};

/**
 * Looks through some files, writes down what was seen in them, and keeps the results of contents that were new.
 * @returns the digests of the secrets in them, how many places they stand in, and whether all files could be scanned
 */
export async function lookThroughFiles(
  scanning: Scanning,
  files: readonly TreeFile[],
  makeSighting: SightingMaker,
): Promise<{ digests: Set<string>; findings: number; isComplete: boolean }> {
  const outcomes = await outcomesOf(scanning, files);
  await keep(scanning, files, outcomes);
  const { options, run, pulse } = scanning;
  let findings = 0;
  let added = 0;
  let sightings: Sighting[] = [];
  for (const [index, file] of files.entries()) {
    sightings.push(...sightingsIn(scanning, file, outcomes, makeSighting));
    if (sightings.length < RECORDED_AT_ONCE && index < files.length - 1) continue;
    findings += sightings.length;
    added += await recordSightings(options.makeContext(), run, sightings);
    sightings = [];
  }
  const { numbers } = pulse;
  numbers.filesDone = (numbers.filesDone ?? 0) + files.length;
  numbers.bytesDone = (numbers.bytesDone ?? 0) + files.reduce((sum, { size }) => sum + size, 0);
  numbers.findings = (numbers.findings ?? 0) + added;
  const found = [...outcomes.known.values(), ...outcomes.fresh.values()].map(({ matches }) => matches);
  return {
    // What is not told of a dump stands in the tree all the same: history is not to tell it either.
    digests: new Set(found.flatMap((matches) => matches.map(({ digest }) => digest))),
    findings,
    isComplete: outcomes.failed.size === 0 && !found.some(isDump),
  };
}

async function outcomesOf(scanning: Scanning, files: readonly TreeFile[]): Promise<Outcomes> {
  const byContent = new Map(files.map((file) => [file.contentId, file]));
  const kept = await knownResults(scanning.options.makeContext(), engineVersion(), [...byContent.keys()]);
  const known = new Map([...kept].map(([id, result]) => [id, asContentResult(result)]));
  const unknown = [...byContent.values()].filter(({ contentId }) => !known.has(contentId));
  const fresh = new Map<string, ContentResult>();
  const failed = new Map<string, SkipReason>();
  for await (const [{ contentId }, outcome] of scanBlobs(scanning, unknown)) {
    if ('result' in outcome) fresh.set(contentId, outcome.result);
    else failed.set(contentId, outcome.skipped);
  }
  return { known, fresh, failed };
}

/** What was kept under this version was made by this engine. */
function asContentResult({ verdict, matches }: KeptResult): ContentResult {
  return { verdict: verdict as ContentVerdict, matches: matches as readonly SecretMatch[] };
}

async function keep(
  { options, run }: Scanning,
  files: readonly TreeFile[],
  { fresh }: Outcomes,
): Promise<void> {
  const results = [...fresh].map(([id, result]) => ({ id, ...result }));
  const ids = [...new Set(files.map(({ contentId }) => contentId))];
  await keepResults(options.makeContext(), run, engineVersion(), results, ids);
}

function sightingsIn(
  { coverage, options }: Scanning,
  { path, size, contentId, allowedBy }: TreeFile,
  { known, fresh, failed }: Outcomes,
  makeSighting: SightingMaker,
): Sighting[] {
  const result = known.get(contentId) ?? fresh.get(contentId);
  if (!result) {
    const reason = failed.get(contentId) ?? 'missing';
    coverage.skipped(reason, path, size);
    if (reason === 'too_large') coverage.cutShort(largeFiles(options.limits.maxFileBytes));
    return [];
  }
  if (result.verdict === 'text') coverage.scanned(size, known.has(contentId));
  else coverage.skipped(result.verdict, path, size);
  const place = { inTree: true, history: null };
  const told = toldMatches(result.matches, path, coverage);
  return told.map((match) => makeSighting(match, path, place, allowedBy));
}
