import { type ChildOptions, type EngineChild, endChild, isAlive, startChild } from './child';
import type { Release } from './messages';

/** Engine processes between two scans. Starting one takes a second of CPU, as it loads all rules. */
export type EnginePool = {
  /** @throws Error whose message is for users, if a new process is needed and no temporary file can be made */
  readonly take: () => EngineChild;
  /** Keeps an idle process for another scan, or ends it. */
  readonly keep: (child: EngineChild) => void;
};

const RELEASE: Release = { type: 'release' };

/** @param most how many idle processes are kept */
export function createEnginePool(options: ChildOptions, most: number): EnginePool {
  const idle = new Set<EngineChild>();

  const start = () => {
    const child = startChild(options);
    child.process.once('exit', () => {
      if (idle.delete(child)) child.mark.close();
    });
    return child;
  };

  return {
    take: () => {
      const [warm] = idle;
      if (!warm) return start();
      idle.delete(warm);
      holdParent(warm, true);
      return warm;
    },
    keep: (child) => {
      if (idle.size >= most || !isAlive(child)) {
        endChild(child);
        return;
      }
      idle.add(child);
      holdParent(child, false);
      child.process.send(RELEASE);
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
