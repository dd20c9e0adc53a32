import type { Release } from './messages';
import { type ChildOptions, type EngineChild, endChild, isAlive, startChild } from './startChild';

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

/** An idle process must not keep its parent from ending. */
function holdParent({ process: child }: EngineChild, holds: boolean): void {
  if (holds) child.ref();
  else child.unref();
  if (holds) child.channel?.ref();
  else child.channel?.unref();
}
