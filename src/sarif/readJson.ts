import { InvalidJson, type JsonKind, type JsonPath, type Plan } from './json';
import { JsonReader } from './jsonReader';

/**
 * Reads a whole document. Where it is not JSON, reads it again to find the exact place.
 * @param open returns its text from the beginning, in the same pieces each time
 * @param isWhole whether the text that was read ends with the document
 */
export async function readJson(
  open: () => AsyncIterable<string>,
  planOf: (path: JsonPath, kind: JsonKind) => Plan,
  isWhole: () => boolean = () => true,
): Promise<void> {
  let pieces = 0;
  try {
    const reader = new JsonReader(planOf);
    for await (const piece of open()) {
      reader.write(piece);
      pieces++;
    }
    if (isWhole()) reader.end();
  } catch (error) {
    if (error instanceof InvalidJson) await findError(open, pieces, isWhole);
    throw error;
  }
}

/** Throws InvalidJson with the place of the character after which the text can't be JSON. */
async function findError(
  open: () => AsyncIterable<string>,
  good: number,
  isWhole: () => boolean,
): Promise<void> {
  const reader = new JsonReader(() => 'walk');
  let pieces = 0;
  for await (const piece of open()) {
    if (pieces++ < good) reader.write(piece);
    else for (const character of piece) reader.write(character);
  }
  if (isWhole()) reader.end();
}
