import { readResult } from './describe';
import type { ReadResult } from './imported';
import type { JsonPath, Plan } from './json';
import { JsonReader } from './jsonReader';
import type { Run } from './run';

/**
 * Reads the results of a document whose runs are known, in their order. Memory has those of one piece at most.
 * @param text the document, whose pieces end anywhere
 */
export async function* readResults(
  text: AsyncIterable<string>,
  runs: readonly Run[],
): AsyncGenerator<ReadResult> {
  let read: ReadResult[] = [];
  const planOf = (path: JsonPath): Plan => {
    if (path.length === 4 && path[2] === 'results') {
      const run = runs[Number(path[1])];
      if (!run) return 'skip';
      return { build: (value, at) => void read.push(readResult(value, at, run)) };
    }
    const isOnTheWay = path[0] === undefined || path[0] === 'runs';
    return isOnTheWay && (path.length < 3 || path[2] === 'results') ? 'enter' : 'skip';
  };
  const reader = new JsonReader(planOf);
  for await (const piece of text) {
    reader.write(piece);
    yield* read;
    read = [];
  }
  reader.end();
}
