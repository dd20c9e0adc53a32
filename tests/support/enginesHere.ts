import type { Engine as Analysis } from '@/engines/engine';
import { readExceptions } from '@/scan/exceptions/readExceptions';
import { createIgnoreMatcher } from '@/scan/ignore/ignoreFile';
import type { Engine } from '@/scan/pool/engine';
import type { EngineAnswer, EngineTask } from '@/scan/pool/messages';
import { answerPackages } from '@/scan/pool/packageAnswers';
import type { ScanEngines } from '@/scan/pool/pool';

/** Engines in this process, for the tasks on ignore files, exceptions and packages. */
export function enginesHere(analyses: readonly Analysis[]): Pick<ScanEngines, 'runFirst'> {
  const run = (task: EngineTask) => answerHere(task, analyses);
  return { runFirst: (work) => work({ run } as unknown as Engine) };
}

export const ENGINES_HERE = enginesHere([]);

async function* answerHere(task: EngineTask, analyses: readonly Analysis[]): AsyncGenerator<EngineAnswer> {
  if (task.type === 'exceptions') yield { type: 'exceptions', ...readExceptions(task.file) };
  else if (task.type === 'match') {
    const { isIgnored, shortfalls } = createIgnoreMatcher(task.ignoreFile);
    yield { type: 'match', ignored: task.paths.filter(isIgnored), shortfalls: shortfalls() };
  } else if (task.type === 'inventory' || task.type === 'conclude') {
    let number = 0;
    for (const part of answerPackages(analyses, task)) yield { type: 'part', number: number++, ...part };
  } else throw new Error(`no engine of this process answers ${task.type}`);
}
