import { type ChildOptions, type EngineChild, endChild, holdParent, isAlive, startChild } from './child';
import { createEngine, type Engine, type EngineOptions } from './engine';
import type { EngineSetUp, Release } from './messages';

/**
 * The engine processes that the scans of one process share. They stay warm between scans, as starting one takes half a
 * second of CPU. Each running scan has one process, and gets further ones while fewer than `processes` are busy.
 */
export type EnginePool = {
  /** @throws Error whose message is for users, if a new process is needed and no temporary file can be made */
  readonly take: () => EngineChild;
  /** Returns a process that runs no task. It is kept for another scan, or ended. */
  readonly keep: (child: EngineChild) => void;
  /** Kills a process. */
  readonly drop: (child: EngineChild) => void;
  /** Whether a scan may take a further process. */
  readonly hasRoom: () => boolean;
  /** Whether scans that have further processes have to return them. */
  readonly isCrowded: () => boolean;
  /** Ends the idle processes, and keeps none from now on. */
  readonly close: () => void;
};

export type PoolOptions = ChildOptions & {
  /** How many processes may be busy at once, beyond the one that each scan has. */
  readonly processes: number;
};

const RELEASE: Release = { type: 'release' };

export function createEnginePool({ processes, ...options }: PoolOptions): EnginePool {
  const idle = new Set<EngineChild>();
  let busy = 0;
  let isClosed = false;

  const start = () => {
    const child = startChild(options);
    child.process.once('exit', () => {
      if (idle.delete(child)) child.mark.close();
    });
    return child;
  };
  const drop = (child: EngineChild) => {
    busy--;
    endChild(child);
  };

  return {
    take: () => {
      const [warm] = idle;
      const child = warm ?? start();
      if (warm && idle.delete(warm)) holdParent(warm, true);
      busy++;
      return child;
    },
    keep: (child) => {
      if (isClosed || idle.size >= processes || !isAlive(child)) return drop(child);
      busy--;
      idle.add(child);
      holdParent(child, false);
      child.process.send(RELEASE);
    },
    drop,
    hasRoom: () => busy < processes,
    isCrowded: () => busy > processes,
    close: () => {
      isClosed = true;
      for (const child of idle) endChild(child);
      idle.clear();
    },
  };
}

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
