import type { ScanEngines } from './engines';
import type { EngineAnswer, EngineTask } from './messages';
import { EngineFault } from './watch';

/**
 * Runs a task on the first engine of a scan, which keeps a listing open between two pages. If it dies, another one
 * tries it once more: something else may have killed it.
 * @param deadlineOf is called when it is the task's turn; in milliseconds since the epoch
 * @throws EngineFault; the signal's reason
 */
export async function runTask(
  engines: Pick<ScanEngines, 'runFirst'>,
  task: EngineTask,
  deadlineOf: () => number,
  take: (answer: EngineAnswer) => void,
): Promise<void> {
  const run = () =>
    engines.runFirst(async (engine) => {
      for await (const answer of engine.run(task, deadlineOf())) take(answer);
    });
  try {
    await run();
  } catch (error) {
    if (!(error instanceof EngineFault) || error.kind !== 'crash') throw error;
    await run();
  }
}
