import { readJson } from './readJson';
import { planFor, requireWhole, startCollecting } from './readRuns';
import { textOf } from './unpack';

/** How much of a document is checked while its sender waits, in characters. */
const MOST_CHECKED = 1024 * 1024;

/**
 * Checks the beginning of a document: all of a small one.
 * @param open returns its bytes from the beginning
 * @throws InvalidDocument
 */
export async function checkBeginning(open: () => AsyncIterable<Uint8Array>): Promise<void> {
  let isWhole = false;
  const to = startCollecting();
  const beginning = async function* () {
    let size = 0;
    for await (const text of textOf(open())) {
      yield text;
      size += text.length;
      if (size >= MOST_CHECKED) return;
    }
    isWhole = true;
  };
  await readJson(beginning, planFor(to), () => isWhole);
  if (isWhole) requireWhole(to);
}
