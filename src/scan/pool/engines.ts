import { createEngine, type Engine, type EngineOptions } from './engine';
import type { EngineSetUp } from './messages';

/** The engines of one scan: one for as long as it runs, and further ones while the pool has room. */
export type ScanEngines = {
  /** Runs work on the next free engine, in the order of the calls. */
  readonly run: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>;
  /** Runs work on the scan's first engine, before any work that waits. */
  readonly runFirst: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>;
  /** How many pieces of work keep all processes busy. */
  readonly width: number;
  /** Ends all work, which is then rejected. */
  readonly stop: () => void;
};

type Work = (engine: Engine) => Promise<void>;

/** @param signal kills all engines at once */
export function createScanEngines(
  setUp: EngineSetUp,
  options: EngineOptions & { readonly processes: number },
  signal: AbortSignal,
): ScanEngines {
  const { pool, processes } = options;
  const slowKeys = new Set<string>();
  const newEngine = () => createEngine(setUp, { ...options, slowKeys }, signal);
  const own = newEngine();
  const further = new Set<Engine>();
  const urgent: Work[] = [];
  const waiting: Work[] = [];
  let isOwnFree = true;
  let isStopped = false;

  const runOwn = () => {
    const work = isOwnFree ? (urgent.shift() ?? waiting.shift()) : undefined;
    if (!work) return;
    isOwnFree = false;
    void work(own).then(() => {
      isOwnFree = true;
      runOwn();
    });
  };
  const runFurther = async (engine: Engine) => {
    further.add(engine);
    for (let work = waiting.shift(); work; work = mayGoOn() ? waiting.shift() : undefined) {
      await work(engine);
    }
    further.delete(engine);
    engine.stop();
  };
  const mayGoOn = () => !isStopped && !pool.isCrowded();
  const mayBegin = () => !isStopped && further.size < processes - 1 && pool.hasRoom();
  const dispatch = () => {
    runOwn();
    while (waiting.length > 0 && mayBegin()) void runFurther(newEngine());
  };
  const enqueue = <T>(queue: Work[], work: (engine: Engine) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      // A failure belongs to the caller, and must not end the queue.
      queue.push((engine) => work(engine).then(resolve, reject));
      dispatch();
    });

  return {
    run: (work) => enqueue(waiting, work),
    runFirst: (work) => enqueue(urgent, work),
    width: processes,
    stop: () => {
      // Work that waits is rejected by the stopped engine.
      isStopped = true;
      for (const engine of [own, ...further]) engine.stop();
    },
  };
}
