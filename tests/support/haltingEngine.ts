import { existsSync } from 'node:fs';
import type { Engine } from '@/engines/engine';

/** How often it looks for a file, in milliseconds. */
const LOOK_MS = 10;

/**
 * An engine that stops twice in each content. It goes on once the file is there that a line names.
 * So a test decides how long the analysis of a content takes.
 */
export const HALTING_ENGINE: Engine = {
  id: 'halting',
  rules: [],
  history: true,
  accepts: () => true,
  kindOf: () => 'any',
  prepare:
    () =>
    ({ content }, report) => {
      const [first = '', second = ''] = Buffer.from(content).toString('utf8', 0, 1_000).split('\n');
      report?.(0.25);
      waitFor(first);
      report?.(0.75);
      waitFor(second);
      return { verdict: 'text', detections: [] };
    },
};

function waitFor(file: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(file)) Atomics.wait(clock, 0, 0, LOOK_MS);
}
