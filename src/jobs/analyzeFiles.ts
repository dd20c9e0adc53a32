import type { ResultCache } from '@/scan/resultCache';
import type { DetectionMaker } from '@/scan/detections';
import { createFileRecorder, type FilesResult, type TreeFile } from './fileRecorder';
import { scanBlobs } from '@/scan/pool/scanBlobs';
import type { ScanContext } from './scanContext';

/** Scans some files, records what was found in them, and keeps the results of new contents. */
export async function analyzeFiles(
  scan: ScanContext,
  files: readonly TreeFile[],
  cache: ResultCache,
  makeDetection: DetectionMaker,
): Promise<FilesResult> {
  const recorder = createFileRecorder(scan, makeDetection);
  /** The files of each content that has no result yet. */
  const filesOf = byContent(files);
  const take = (contentKey: string): readonly TreeFile[] => {
    const taken = filesOf.get(contentKey) ?? [];
    filesOf.delete(contentKey);
    return taken;
  };

  for (const contentKey of [...filesOf.keys()]) {
    const known = await cache.get(contentKey);
    if (known) await recorder.scanned(take(contentKey), known, true);
  }
  const unknown = [...filesOf.values()].flatMap(([first]) => first ?? []);
  for await (const [{ contentKey }, outcome] of scanBlobs(scan, unknown)) {
    if ('result' in outcome) {
      await cache.put(contentKey, outcome.result);
      await recorder.scanned(take(contentKey), outcome.result, false);
    } else recorder.skipped(take(contentKey), outcome.skipped);
  }
  await recorder.flush();
  for (const rest of filesOf.values()) recorder.skipped(rest, 'missing');
  return recorder.result();
}

function byContent(files: readonly TreeFile[]): Map<string, TreeFile[]> {
  const filesOf = new Map<string, TreeFile[]>();
  for (const file of files) {
    const same = filesOf.get(file.contentKey);
    if (same) same.push(file);
    else filesOf.set(file.contentKey, [file]);
  }
  return filesOf;
}
