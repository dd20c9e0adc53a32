/** The highlighter's own thread: regular expressions of grammars may take very long on hostile code. */
import { parentPort } from 'node:worker_threads';
import { tokenize } from './tokenize';
import type { HighlightAnswer, HighlightTask } from './tokens';

parentPort?.on('message', async (task: HighlightTask) => {
  const answer: HighlightAnswer = { lines: await tokenize(task) };
  parentPort?.postMessage(answer);
});
