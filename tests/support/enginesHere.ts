import { readExceptions } from '@/scan/exceptions/readExceptions';
import { createIgnoreMatcher } from '@/scan/ignore/ignoreFile';
import type { Engine } from '@/scan/pool/engine';
import type { EngineAnswer, EngineTask } from '@/scan/pool/messages';
import type { ScanEngines } from '@/scan/pool/pool';

/** Engines in this process, for the tasks that read ignore files and exceptions. */
export const ENGINES_HERE: Pick<ScanEngines, 'runFirst'> = {
  runFirst: (work) => work({ run: answerHere } as unknown as Engine),
};

async function* answerHere(task: EngineTask): AsyncGenerator<EngineAnswer> {
  if (task.type === 'exceptions') yield { type: 'exceptions', ...readExceptions(task.file) };
  else if (task.type === 'match') {
    const { isIgnored, shortfalls } = createIgnoreMatcher(task.ignoreFile);
    yield { type: 'match', ignored: task.paths.filter(isIgnored), shortfalls: shortfalls() };
  } else throw new Error(`no engine of this process answers ${task.type}`);
}
