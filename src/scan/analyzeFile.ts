import { createHash } from 'node:crypto';
import type { Analysis, Engine, EngineEnv, LoadedFile, Report } from '@/engines/engine';
import { readText } from '@/engines/text';
import type { BlobRead } from '@/git/batchParser';
import type { MarkWriter } from './pool/child';
import type { ContentAnswer, Exclusions } from './pool/messages';

/** What all engines say of a file; the facts by the ids of the engines. */
export type FileAnalysis = Omit<Analysis, 'facts'> & { readonly facts?: Readonly<Record<string, unknown>> };

export type AnalyzeFile = (file: LoadedFile, report?: Report) => FileAnalysis;

/**
 * Prepares engines to analyze files together. Each analyzes the files that it accepts.
 * @returns the detections of all, in the engines' order
 * @throws Error that lists all problems of an engine's rules
 */
export function prepareEngines(engines: readonly Engine[], env: EngineEnv): AnalyzeFile {
  const prepared = engines.map((engine) => ({ engine, analyze: engine.prepare(env) }));
  return (file, report) => {
    const { path, content, areLines } = file;
    const wanted = prepared.filter(
      ({ engine }) => (!areLines || engine.history) && engine.accepts({ path, size: content.length }),
    );
    const analyses = wanted.map(({ engine, analyze }, done) => {
      const reportOwn = report && ((share: number) => report((done + share) / wanted.length));
      return { id: engine.id, analysis: analyze(file, reportOwn) };
    });
    const [first] = analyses;
    if (!first) return { verdict: areLines ? 'text' : readText(content).verdict, detections: [] };
    // A content is text if any engine reads it as text.
    const { verdict } = (analyses.find(({ analysis }) => analysis.verdict === 'text') ?? first).analysis;
    const facts = analyses.flatMap(({ id, analysis }) =>
      analysis.facts === undefined ? [] : [[id, analysis.facts] as const],
    );
    const detections = analyses.flatMap(({ analysis }) => analysis.detections);
    return { verdict, detections, ...(facts.length > 0 && { facts: Object.fromEntries(facts) }) };
  };
}

export type GuardedOutcome =
  | { readonly result: FileAnalysis }
  | { readonly skipped: 'engine_fault' }
  | { readonly skipped: 'time_limit'; readonly slowKey: string };

/**
 * Scans one content unless an engine has failed on it.
 * @param number of the content within the task
 * @param areLines whether these are lines of a text: see LoadedFile
 */
export type GuardedScan = (
  number: number,
  content: Buffer,
  path: string,
  areLines?: boolean,
) => GuardedOutcome;

/** Contents of fewer bytes are not worth a progress of their own. */
const LARGE = 1024 * 1024;
/** Writes to the mark for each large content. */
const STEPS = 1_000;

/** Reports to the mark where a share is a step further than the last one. */
function createReport(mark: MarkWriter, bytes: number): Report {
  let reached = 0;
  return (share) => {
    const step = Math.floor(Math.min(share, 1) * STEPS);
    if (step <= reached) return;
    reached = step;
    mark.reach(Math.floor((bytes * step) / STEPS));
  };
}

/** @param mark reports the current content to the parent, which may have to kill this process */
export function createGuardedScan(
  analyze: AnalyzeFile,
  mark: MarkWriter,
  { failed, slowKeys }: Exclusions,
): GuardedScan {
  const reasons = new Map(failed.map(({ number, reason }) => [number, reason]));
  const slow = createSlowContents(slowKeys);

  return (number, content, path, areLines = false) => {
    const reason = reasons.get(number);
    if (reason === 'engine_fault') return { skipped: reason };
    const slowKey = reason ? slow.add(content) : slow.find(content);
    if (slowKey !== undefined) return { skipped: 'time_limit', slowKey };
    mark.set(number, 'scan');
    const report = content.length < LARGE ? undefined : createReport(mark, content.length);
    const result = analyze({ path, content, areLines }, report);
    mark.clear();
    return { result };
  };
}

/**
 * Scans a content that was read whole. One that is too large for that is judged by its beginning.
 * @param scan is called for a content that was read whole
 */
export function analyzeBlob(
  blob: WithoutId<BlobRead>,
  scan: (content: Buffer) => GuardedOutcome,
): ContentAnswer {
  if (blob.kind === 'missing') return { skipped: 'missing' };
  if (blob.kind === 'whole') return scan(blob.content);
  // The beginning shows whether the content is text. It is all that is read of other files.
  return readText(blob.head).verdict === 'text' ? { skipped: 'too_large' } : scan(blob.head);
}

/** Contents that do not come from Git have no id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Contents that have used up their time in this scan, to be recognized under any path. */
type SlowContents = {
  /** @returns the content's key */
  readonly add: (content: Buffer) => string;
  /** @returns the key of a known slow content; undefined for any other content */
  readonly find: (content: Buffer) => string | undefined;
};

const NEWLINE = 10;

/** @param keys of contents that were too slow in earlier engines */
function createSlowContents(keys: readonly string[]): SlowContents {
  const known = new Set(keys);
  const lengths = new Set(keys.map((key) => Number.parseInt(key, 10)));
  return {
    add: (content) => {
      const key = keyOf(content);
      known.add(key);
      lengths.add(lengthOf(content));
      return key;
    },
    find: (content) => {
      // Few contents have the length of a slow one. The others need no digest.
      if (!lengths.has(lengthOf(content))) return undefined;
      const key = keyOf(content);
      return known.has(key) ? key : undefined;
    },
  };
}

/** History gives a file without the line break at its end, so the key ignores that. */
function lengthOf(content: Buffer): number {
  return content.at(-1) === NEWLINE ? content.length - 1 : content.length;
}

function keyOf(content: Buffer): string {
  const length = lengthOf(content);
  return `${length} ${createHash('sha256').update(content.subarray(0, length)).digest('base64')}`;
}
