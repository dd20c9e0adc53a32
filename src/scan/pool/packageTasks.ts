import { setImmediate as pause } from 'node:timers/promises';
import type { AdvisoryData } from '@/engines/dependencies/advisory';
import type { Inventory } from '@/engines/dependencies/package';
import type { Conclusion, FileDetection } from '@/engines/engine';
import type { ScanLimits } from '../limits';
import type { EngineTask } from './messages';
import { CONCLUSION, cutData, INVENTORY } from './packageAnswers';
import { createJoin, cut, type Part } from './parts';
import type { ScanEngines } from './pool';
import { runTask } from './tasks';

/** An engine process, and how long one content may be scanned by it. */
export type PackageEngines = {
  readonly engines: Pick<ScanEngines, 'runFirst'>;
  readonly limits: Pick<ScanLimits, 'fileMs'>;
};

/** The packages of all files take as long as so many files. 200,000 of them take ten seconds. */
const FILES = 12;

/** How long an engine may take over all packages, in milliseconds. */
export function packagesMs({ fileMs }: PackageEngines['limits']): number {
  return FILES * fileMs;
}

/**
 * Has an engine process join what the files of a repository say of its packages. Together they may be hostile, too.
 * @param facts of each file, as JSON of FileFacts
 * @throws EngineFault; the signal's reason
 */
export async function readInventoryIn(
  engines: PackageEngines,
  engine: string,
  facts: readonly string[],
): Promise<Inventory> {
  if (facts.length === 0) return { packages: [], declarations: [], gaps: [] };
  const lists = await runInParts(engines, { type: 'inventory', engine, facts }, INVENTORY);
  return lists as unknown as Inventory;
}

/**
 * Has an engine process compare packages with what is known of them.
 * @throws EngineFault; the signal's reason
 */
export async function concludeIn(
  engines: PackageEngines,
  engine: string,
  inventory: Inventory,
  data: AdvisoryData,
  now: Date,
): Promise<Conclusion> {
  const { packages, declarations, gaps } = inventory;
  const parts = {
    inventory: await collect(cut({ packages, declarations, gaps })),
    data: await collect(cutData(data)),
  };
  const lists = await runInParts(engines, { type: 'conclude', engine, ...parts, now }, CONCLUSION);
  const { detections, ...sentences } = lists as unknown as Conclusion;
  return { ...sentences, detections: detections.map(createSharing()) };
}

async function runInParts<Name extends string>(
  { engines, limits }: PackageEngines,
  task: EngineTask,
  names: readonly Name[],
): Promise<Record<Name, unknown[]>> {
  let join = createJoin(names);
  const deadline = () => Date.now() + packagesMs(limits);
  await runTask(engines, task, deadline, (answer) => {
    if (answer.type !== 'part') return;
    // An engine that takes the place of one that died begins again.
    if (answer.number === 0) join = createJoin(names);
    join.add(answer);
  });
  return join.lists;
}

/** Others have their turn between two parts. */
async function collect(parts: Iterable<Part>): Promise<Part[]> {
  const all: Part[] = [];
  for (const part of parts) {
    all.push(part);
    await pause();
  }
  return all;
}

/** Thousands of detections may have the long text of one advisory. It is kept once. */
function createSharing(): (found: FileDetection) => FileDetection {
  const texts = new Map<string, string>();
  return ({ path, detection }) => {
    const { details } = detection;
    const text = details?.description;
    if (text === undefined) return { path, detection };
    const description = texts.get(text) ?? text;
    texts.set(description, description);
    return { path, detection: { ...detection, details: { ...details, description } } };
  };
}
