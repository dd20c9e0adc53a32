import type { Advisory, AdvisoryData } from '@/engines/dependencies/advisory';
import type { Inventory } from '@/engines/dependencies/package';
import type { Conclusion, Engine, FileFacts, PackageCheck } from '@/engines/engine';
import type { ConcludeTask, InventoryTask } from './messages';
import { createJoin, cut, type Part } from './parts';

/** What an engine says of packages, between worker and engine process. */

export const INVENTORY = ['packages', 'declarations', 'gaps'] as const satisfies (keyof Inventory)[];
export const CONCLUSION = [
  'detections',
  'limits',
  'notes',
  'unfinished',
] as const satisfies (keyof Conclusion)[];
const DATA = ['advisories', 'keys', 'exploitation', 'sources', 'unchecked'] as const;

/** In the engine process: the answer to a task, in parts. */
export function answerPackages(
  engines: readonly Engine[],
  task: InventoryTask | ConcludeTask,
): Generator<Part> {
  const check = engines.find(({ id }) => id === task.engine)?.packages;
  if (!check) throw new Error(`the engine ${task.engine} knows of no packages`);
  return cut(task.type === 'inventory' ? inventoryOf(check, task) : conclusionOf(check, task));
}

function inventoryOf(check: PackageCheck, { facts }: InventoryTask): Inventory {
  return check.inventory(facts.map((text) => JSON.parse(text) as FileFacts));
}

function conclusionOf(check: PackageCheck, { inventory: parts, data, now }: ConcludeTask): Conclusion {
  const inventory = createJoin(INVENTORY);
  for (const part of parts) inventory.add(part);
  return check.conclude(inventory.lists as unknown as Inventory, joinData(data), now);
}

/** An advisory may be about many packages, and is sent once. */
export function* cutData({ advisories, exploitation, sources, unchecked }: AdvisoryData): Generator<Part> {
  const numbers = new Map<Advisory, number>();
  for (const one of [...advisories.values()].flat()) if (!numbers.has(one)) numbers.set(one, numbers.size);
  yield* cut({
    advisories: [...numbers.keys()],
    keys: [...advisories].map(([key, all]) => [key, all.map((one) => numbers.get(one))]),
    exploitation: [...exploitation],
    sources,
    unchecked: [...(unchecked ?? [])],
  });
}

function joinData(parts: readonly Part[]): AdvisoryData {
  const { add, lists } = createJoin(DATA);
  for (const part of parts) add(part);
  const advisories = lists.advisories as Advisory[];
  const keys = lists.keys as [key: string, numbers: number[]][];
  return {
    advisories: new Map(keys.map(([key, numbers]) => [key, numbers.flatMap((it) => advisories[it] ?? [])])),
    exploitation: new Map(lists.exploitation as [string, { epss: number | null; isExploited: boolean }][]),
    sources: lists.sources as AdvisoryData['sources'][number][],
    unchecked: new Set(lists.unchecked as string[]),
  };
}
