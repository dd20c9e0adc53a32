import { keepResults, knownResults, knownSizes } from '@/domain/contents/service';
import type { Analysis, Detection, Verdict } from '@/engines/engine';
import { engineVersion } from '@/engines/version';
import type { DetectionMaker } from './detections';
import { createFileRecorder, type FilesResult, type TreeFile } from './fileRecorder';
import { scanBlobs } from './scanBlobs';
import type { ScanContext } from './scanContext';

/** Detections that are held and written together: one content may have a thousand, each with its lines. */
const BATCH_DETECTIONS = 2_000;

/** Scans some files, records what was found in them, and keeps the results of new contents. */
export async function analyzeFiles(
  scan: ScanContext,
  files: readonly TreeFile[],
  makeDetection: DetectionMaker,
): Promise<FilesResult> {
  const { options, run } = scan;
  const recorder = createFileRecorder(scan, makeDetection);
  /** The files of each content that has no result yet. */
  const filesOf = byContent(files);
  const take = (contentId: string): readonly TreeFile[] => {
    const taken = filesOf.get(contentId) ?? [];
    filesOf.delete(contentId);
    return taken;
  };
  const record = async (results: ReadonlyMap<string, Analysis>, isReused: boolean) => {
    for (const [id, result] of results) await recorder.scanned(take(id), result, isReused);
    await recorder.flush();
  };

  const sizes = await knownSizes(options.makeContext(), engineVersion(), [...filesOf.keys()]);
  for (const ids of batchesOf(sizes)) await record(await readKnown(scan, ids), true);

  const fresh = new Map<string, Analysis>();
  let detections = 0;
  let unnoted = [...sizes.keys()];
  const keep = async () => {
    const results = [...fresh].map(([id, { verdict, detections: matches }]) => ({ id, verdict, matches }));
    const ids = [...unnoted, ...fresh.keys()];
    await keepResults(options.makeContext(), run, engineVersion(), results, ids);
    await record(fresh, false);
    fresh.clear();
    detections = 0;
    unnoted = [];
  };
  const unknown = [...filesOf.values()].flatMap(([first]) => first ?? []);
  for await (const [{ contentId }, outcome] of scanBlobs(scan, unknown)) {
    if ('result' in outcome) {
      fresh.set(contentId, outcome.result);
      detections += outcome.result.detections.length;
      if (detections >= BATCH_DETECTIONS) await keep();
    } else recorder.skipped(take(contentId), outcome.skipped);
  }
  await keep();
  for (const rest of filesOf.values()) recorder.skipped(rest, 'missing');
  return recorder.result();
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

/** @param sizes how many detections each content has */
function* batchesOf(sizes: ReadonlyMap<string, number>): Generator<string[]> {
  let batch: string[] = [];
  let detections = 0;
  for (const [id, size] of sizes) {
    batch.push(id);
    detections += size;
    if (detections < BATCH_DETECTIONS) continue;
    yield batch;
    batch = [];
    detections = 0;
  }
  if (batch.length > 0) yield batch;
}

async function readKnown({ options }: ScanContext, ids: string[]): Promise<Map<string, Analysis>> {
  const kept = await knownResults(options.makeContext(), engineVersion(), ids);
  // Results of this version were made by this engine.
  const asResult = ({ verdict, matches }: { verdict: string; matches: readonly object[] }) => ({
    verdict: verdict as Verdict,
    detections: matches as readonly Detection[],
  });
  return new Map([...kept].map(([id, result]) => [id, asResult(result)]));
}
