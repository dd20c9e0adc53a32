import { findingFields } from '@/domain/findings/schema';
import type { FullFinding } from '@/domain/findings/service';
import { presenter } from '../rest/names';

const present = presenter(findingFields);

/** Writes findings as one array of what lists return, a line for each. */
export async function* jsonPieces(parts: AsyncIterable<FullFinding[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const part of parts) {
    for (const finding of part) {
      yield before + JSON.stringify(present(finding));
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
