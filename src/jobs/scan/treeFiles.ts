import { keepResults, knownResults, knownSizes } from '@/domain/contents/service';
import type { ContentResult, ContentVerdict, SecretMatch } from '@/scanner/secrets/result';
import { scanBlobs } from './blobScan';
import type { DetectionMaker } from './detections';
import { engineVersion } from './engineVersion';
import { createFileRecorder, type FilesSeen, type TreeFile } from './fileRecorder';
import type { Scanning } from './scanning';

/** Matches that are held and kept together: one content may have a thousand, each with its lines. */
const MATCHES_AT_ONCE = 2_000;

/** Scans some files, writes down what was seen in them, and keeps the results of contents that were new. */
export async function lookThroughFiles(
  scanning: Scanning,
  files: readonly TreeFile[],
  makeDetection: DetectionMaker,
): Promise<FilesSeen> {
  const { options, run } = scanning;
  const recorder = createFileRecorder(scanning, makeDetection);
  /** The files of each content that is still to come. */
  const filesOf = byContent(files);
  const take = (contentId: string): readonly TreeFile[] => {
    const taken = filesOf.get(contentId) ?? [];
    filesOf.delete(contentId);
    return taken;
  };
  const see = async (results: ReadonlyMap<string, ContentResult>, isReused: boolean) => {
    for (const [id, result] of results) await recorder.scanned(take(id), result, isReused);
    await recorder.flush();
  };

  const sizes = await knownSizes(options.makeContext(), engineVersion(), [...filesOf.keys()]);
  for (const ids of lotsOf(sizes)) await see(await readKnown(scanning, ids), true);

  const fresh = new Map<string, ContentResult>();
  let matches = 0;
  let unnoted = [...sizes.keys()];
  const keep = async () => {
    const results = [...fresh].map(([id, result]) => ({ id, ...result }));
    const ids = [...unnoted, ...fresh.keys()];
    await keepResults(options.makeContext(), run, engineVersion(), results, ids);
    await see(fresh, false);
    fresh.clear();
    matches = 0;
    unnoted = [];
  };
  const unknown = [...filesOf.values()].flatMap(([first]) => first ?? []);
  for await (const [{ contentId }, outcome] of scanBlobs(scanning, unknown)) {
    if ('result' in outcome) {
      fresh.set(contentId, outcome.result);
      matches += outcome.result.matches.length;
      if (matches >= MATCHES_AT_ONCE) await keep();
    } else recorder.skipped(take(contentId), outcome.skipped);
  }
  await keep();
  for (const left of filesOf.values()) recorder.skipped(left, 'missing');
  return recorder.seen();
}

function byContent(files: readonly TreeFile[]): Map<string, TreeFile[]> {
  const filesOf = new Map<string, TreeFile[]>();
  for (const file of files) {
    const same = filesOf.get(file.contentId);
    if (same) same.push(file);
    else filesOf.set(file.contentId, [file]);
  }
  return filesOf;
}

/** @param sizes how many matches each content has */
function* lotsOf(sizes: ReadonlyMap<string, number>): Generator<string[]> {
  let lot: string[] = [];
  let matches = 0;
  for (const [id, size] of sizes) {
    lot.push(id);
    matches += size;
    if (matches < MATCHES_AT_ONCE) continue;
    yield lot;
    lot = [];
    matches = 0;
  }
  if (lot.length > 0) yield lot;
}

async function readKnown({ options }: Scanning, ids: string[]): Promise<Map<string, ContentResult>> {
  const kept = await knownResults(options.makeContext(), engineVersion(), ids);
  // What was kept under this version was made by this engine.
  const asResult = ({ verdict, matches }: { verdict: string; matches: readonly object[] }) => ({
    verdict: verdict as ContentVerdict,
    matches: matches as readonly SecretMatch[],
  });
  return new Map([...kept].map(([id, result]) => [id, asResult(result)]));
}
