import { type Detection, isDump } from '@/engines/engine';
import { type AnalyzedFile, analyzePages } from './analyzePages';
import { largeFiles, type SkipReason, TOO_MANY_FINDINGS, TOO_MANY_IDENTITIES } from './coverage';
import { capDetections, concludeFacts, createDetectionMaker, type DetectionMaker } from './detections';
import { createFactsLog, type FactsLog } from './factsLog';
import type { Located } from './located';
import type { IsUnchecked } from './packages';
import type { Scan } from './runScan';
import type { ScanSink } from './sink';
import type { Listed, Opened, Page, SourceFile } from './source';

/** What the files were found to hold, for the history. */
export type ScannedTree = Listed & {
  /** The digests of the secrets in them. */
  readonly identities: ReadonlySet<string>;
  readonly makeDetection: DetectionMaker;
  readonly isUnchecked: IsUnchecked;
};

/** Different secrets that history is compared with: about 20 MB. */
const MAX_IDENTITIES = 200_000;
/** Detections that are recorded together. */
const RECORD_BATCH = 1_000;
const EXAMPLES = 5;

/** Scans the files of a source that was opened, and records what was detected in them. */
export async function scanTree<File extends SourceFile>(
  scan: Scan<File>,
  opened: Opened,
): Promise<ScannedTree> {
  const { source, sink, coverage, limits, cache } = scan;
  for (const message of opened.limits) coverage.addLimit(message);
  const recorder = createRecorder(scan, opened);
  const tools = { ...scan, fileMs: limits.fileMs, onBytes: recorder.noteBytes };
  let listed: Listed = { isComplete: false };
  for await (const step of analyzePages(tools, source, source.pages(scan, opened))) {
    if ('listed' in step) listed = step.listed;
    else if ('skipped' in step) coverage.skipped(step.skipped, step.path, 0);
    else if ('file' in step) await recorder.take(step);
    else if (sink.isFull() && step.page.steps.length > 0) {
      recorder.skipRest(step.page);
      break;
    } else recorder.note(step.page);
  }
  const { isScanned, ...scanned } = await recorder.finish();
  // Files that were listed but could not be scanned have no results.
  if (listed.isComplete) await cache?.removeUnused();
  if (scanned.identities.size === MAX_IDENTITIES) coverage.addLimit(TOO_MANY_IDENTITIES);
  return { ...scanned, isComplete: listed.isComplete && isScanned };
}

type Analyzed = Exclude<AnalyzedFile<SourceFile>['outcome'], { readonly skipped: SkipReason }>;

/** Records pages and files in their order. */
function createRecorder<File extends SourceFile>(scan: Scan<File>, { total, exceptionFile }: Opened) {
  const { sink, coverage, limits } = scan;
  const makeDetection = createDetectionMaker(scan.analyses, scan.allowList, scan.digestKey);
  const facts: FactsLog = createFactsLog();
  const identities = new Set<string>();
  const progress = createTreeProgress(sink, total);
  let isScanned = true;
  let found: Located[] = [];
  const flush = async () => {
    if (found.length > 0) await sink.record(found);
    found = [];
  };
  const noteIdentities = (detections: readonly Detection[]) => {
    for (const { identity } of detections) if (identities.size < MAX_IDENTITIES) identities.add(identity);
  };
  const occurrence = { inTree: true, history: null };

  const skip = (reason: SkipReason, path: string, size: number) => {
    isScanned = false;
    if (reason === 'too_large') coverage.addLimit(largeFiles(limits.maxFileBytes));
    if (reason === 'file_limit') coverage.addLimit(TOO_MANY_FINDINGS);
    coverage.skipped(reason, path, size);
  };
  const record = async ({ path, allowedBy }: File, size: number, { result, isReused }: Analyzed) => {
    const { verdict, detections } = result;
    if (verdict === 'text') coverage.scanned(size, isReused);
    else coverage.skipped(verdict, path, size);
    facts.add({ path, allowedBy }, result.facts);
    isScanned &&= !isDump(detections);
    // Secrets beyond the cap are in the tree, too. So history must not report them as its own.
    noteIdentities(detections);
    for (const detection of capDetections(detections, path, coverage)) {
      found.push(makeDetection(detection, path, occurrence, allowedBy));
    }
    if (found.length >= RECORD_BATCH) await flush();
  };

  return {
    note: ({ skips, limits: messages }: Page<File>) => {
      coverage.skips(skips);
      for (const message of messages) coverage.addLimit(message);
    },
    noteBytes: progress.noteBytes,
    take: async ({ file, size, outcome }: AnalyzedFile<File>) => {
      progress.noteFile(size);
      if ('skipped' in outcome) skip(outcome.skipped, file.path, size);
      else if (outcome.result.detections.length > 0 && sink.isFull()) skip('file_limit', file.path, size);
      else await record(file, size, outcome);
    },
    /** Skips the files from a page on. If they were not counted, only those of this page are known. */
    skipRest: ({ steps }: Page<File>) => {
      const { done } = progress;
      isScanned = false;
      const files = steps.flatMap((step) => ('file' in step ? [step.file] : []));
      const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
      coverage.addLimit(TOO_MANY_FINDINGS);
      coverage.skips([
        {
          reason: 'file_limit',
          files: Math.max((total?.files ?? 0) - done.files, files.length),
          bytes: Math.max((total?.bytes ?? 0) - done.bytes, bytes),
          examples: files.slice(0, EXAMPLES).map(({ path }) => path),
        },
      ]);
    },
    finish: async () => {
      const { concluded, isUnchecked } = await concludeFacts({ ...scan, exceptionFile }, facts);
      for (const { path, detection, allowedBy, excepted } of concluded) {
        if (found.length >= RECORD_BATCH && found.at(-1)?.filePath !== path) await flush();
        noteIdentities([detection]);
        found.push(makeDetection(detection, path, occurrence, allowedBy, excepted));
      }
      await flush();
      return { identities, makeDetection, isScanned, isUnchecked };
    },
  };
}

/** Reports how many files and bytes are done. */
function createTreeProgress(sink: Pick<ScanSink, 'progress'>, total: Opened['total']) {
  const done = { files: 0, bytes: 0 };
  /** Of the file after those. */
  let begun = 0;
  sink.progress({
    ...{ filesDone: 0, bytesDone: 0 },
    ...(total && { filesTotal: total.files, bytesTotal: total.bytes }),
  });
  return {
    done,
    noteFile: (size: number) => {
      done.files++;
      done.bytes += size;
      begun = 0;
      sink.progress({ filesDone: done.files, bytesDone: done.bytes });
    },
    /** An engine that begins again with a file takes nothing back. */
    noteBytes: (bytes: number) => {
      begun = Math.max(begun, bytes);
      sink.progress({ bytesDone: done.bytes + begun });
    },
  };
}
