import { rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { CONFIDENCES, type DetectionDetails, SEVERITIES, VERDICTS, type Verdict } from '@/engines/engine';
import type { FileAnalysis } from './analyzeFile';
import { decodeLine, encodeLine, type LineFile, MAX_LINE_BYTES, openLineFile, type Place } from './lineFile';

/**
 * The results of scanning a repository's contents, in a file on this machine, so that no content is scanned twice.
 * A fault of the file never ends a scan: it scans the contents that are not in the cache.
 */
export type ResultCache = {
  /** @returns the result of a content; undefined if it is not in the cache */
  readonly get: (key: string) => Promise<FileAnalysis | undefined>;
  /** Whether this scan has put it. */
  readonly isNew: (key: string) => boolean;
  /** Adds a result. It is on disk once the cache is closed. */
  readonly put: (key: string, result: FileAnalysis) => Promise<void>;
  /** Removes the results that this scan has neither got nor put. Only close may follow. */
  readonly removeUnused: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ResultCacheOptions = {
  /** Names everything but content and key that a result depends on. Results of another version are removed. */
  readonly version: string;
  /**
   * How many results the file holds; others are not added. Each takes about 100 bytes of memory, and its detections none:
   * those are read when they are asked for.
   */
  readonly most: number;
  readonly onFault: (error: unknown) => void;
};

/** Removes a cache that no process uses. */
export async function removeResultCache(file: string): Promise<void> {
  for (const name of [file, besideOf(file)]) await rm(name, { recursive: true, force: true });
}

/** Where the file is written anew. */
function besideOf(file: string): string {
  return `${file}.new`;
}

const detection = z.object({
  ruleId: z.string(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  title: z.string().nullable(),
  evidence: z.array(z.string()),
  identity: z.string(),
  formerIdentities: z.array(z.string()).optional(),
  group: z.string(),
  anchors: z.array(z.string()),
  line: z.int(),
  lineEnd: z.int(),
  snippet: z.string(),
  snippetLine: z.int(),
  allowed: z.string().nullable(),
  /** Heimdall itself has written it. */
  details: z.custom<DetectionDetails>((value) => typeof value === 'object').optional(),
});
const header = z.object({ version: z.string() });
/** A result with detections or facts has a line of its own. */
const detailed = z.object({
  key: z.string(),
  verdict: z.enum(VERDICTS),
  detections: z.array(detection),
  facts: z.record(z.string(), z.unknown()).optional(),
});
/** All others are verdicts. Many share a line, as nearly all results are such, and reading a line takes time. */
const verdicts = z.object({ verdicts: z.partialRecord(z.enum(VERDICTS), z.array(z.string())) });
const VERDICTS_A_LINE = 1_000;

/** A result that is a verdict alone; for others, the place of their line. */
type Indexed = Verdict | Place;
type Verdicts = Map<string, Verdict>;

export async function openResultCache(file: string, options: ResultCacheOptions): Promise<ResultCache> {
  const { version, most, onFault } = options;
  const unused = new Map<string, Indexed>();
  const used = new Map<string, Indexed>();
  const added = new Set<string>();
  /** Verdicts that wait until they fill a line. */
  const waiting: Verdicts = new Map();
  let lines: LineFile | undefined;
  /** After a fault of the file, nothing more is read or added. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      onFault(error);
      await lines?.close().catch(() => undefined);
      lines = undefined;
      return undefined;
    }
  };
  lines = await attempt(
    async () => (await openKnown(file, options, unused)) ?? (await create(file, version)),
  );

  return {
    get: async (key) => {
      const indexed = used.get(key) ?? unused.get(key);
      if (indexed === undefined) return undefined;
      const result =
        typeof indexed === 'string'
          ? { verdict: indexed, detections: [] }
          : await attempt(async () => readResult(lines, key, indexed));
      unused.delete(key);
      if (result) used.set(key, indexed);
      else used.delete(key);
      return result;
    },
    isNew: (key) => added.has(key),
    put: async (key, { verdict, detections, facts }) => {
      added.add(key);
      waiting.delete(key);
      if (!lines || used.size + unused.size >= most) return;
      if (detections.length === 0 && facts === undefined) {
        used.set(key, verdict);
        waiting.set(key, verdict);
        if (waiting.size >= VERDICTS_A_LINE)
          await attempt(async () => lines && appendVerdicts(lines, waiting));
        return;
      }
      const line = encodeLine({ key, verdict, detections, facts });
      if (line.length > MAX_LINE_BYTES) return;
      const place = await attempt(async () => lines?.append(line));
      if (place) used.set(key, place);
    },
    removeUnused: async () => {
      if (unused.size === 0) return;
      await attempt(async () => lines && rewrite(lines, file, version, used));
      waiting.clear();
    },
    close: async () => {
      const open = lines;
      // A scan that ended early may still ask for what its listing has reached.
      lines = undefined;
      await attempt(async () => {
        if (open) await appendVerdicts(open, waiting).finally(open.close);
      });
    },
  };
}

/** Opens a file of this version, and indexes its results. @returns undefined if it can't be used */
async function openKnown(
  file: string,
  { version, most }: ResultCacheOptions,
  index: Map<string, Indexed>,
): Promise<LineFile | undefined> {
  const lines = await openLineFile(file).catch(() => undefined);
  if (!lines) return undefined;
  let isKnown = false;
  for await (const { value, place } of lines.load()) {
    if (isKnown) {
      const results = indexLine(value, place);
      if (!results || index.size + results.length > most) break;
      for (const [key, indexed] of results) index.set(key, indexed);
    } else if (header.safeParse(value).data?.version === version) isKnown = true;
    else break;
  }
  if (isKnown) return lines;
  await lines.close();
  return undefined;
}

/** @returns the results of a line; undefined if it is none of ours */
function indexLine(value: unknown, place: Place): (readonly [string, Indexed])[] | undefined {
  const own = detailed.safeParse(value).data;
  if (own) return [[own.key, place]];
  const shared = verdicts.safeParse(value).data;
  return shared && VERDICTS.flatMap((it) => (shared.verdicts[it] ?? []).map((key) => [key, it] as const));
}

/** Adds verdicts as one line, and empties their map. */
async function appendVerdicts(lines: LineFile, waiting: Verdicts): Promise<void> {
  if (waiting.size === 0) return;
  const byVerdict: Partial<Record<Verdict, string[]>> = {};
  for (const [key, verdict] of waiting) {
    byVerdict[verdict] ??= [];
    byVerdict[verdict].push(key);
  }
  waiting.clear();
  await lines.append(encodeLine({ verdicts: byVerdict }));
}

async function create(file: string, version: string): Promise<LineFile> {
  // A worker that was paused may still write to the old file. So that one is replaced, not emptied.
  await rm(file, { recursive: true, force: true });
  const lines = await openLineFile(file);
  await lines.append(encodeLine({ version }));
  return lines;
}

async function readResult(
  lines: LineFile | undefined,
  key: string,
  place: Place,
): Promise<FileAnalysis | undefined> {
  const line = await lines?.read(place);
  const { data } = detailed.safeParse(line && decodeLine(line));
  if (data?.key !== key) return undefined;
  const { verdict, detections, facts } = data;
  return { verdict, detections, ...(facts && { facts }) };
}

/** Replaces the file by one with these results only. */
async function rewrite(
  lines: LineFile,
  file: string,
  version: string,
  kept: ReadonlyMap<string, Indexed>,
): Promise<void> {
  const beside = await create(besideOf(file), version);
  const waiting: Verdicts = new Map();
  try {
    for (const [key, indexed] of kept) {
      if (typeof indexed === 'string') {
        waiting.set(key, indexed);
        if (waiting.size >= VERDICTS_A_LINE) await appendVerdicts(beside, waiting);
      } else {
        const line = await lines.read(indexed);
        if (line) await beside.append(line);
      }
    }
    await appendVerdicts(beside, waiting);
  } finally {
    await beside.close();
  }
  await rename(besideOf(file), file);
}
