import { MOST_DOCUMENT_BYTES } from './item';

const [QUOTE, ESCAPE, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = Buffer.from('"\\[]{}');

/**
 * Cuts a JSON text into its values, without reading it whole. They are the objects of a list or of lines, or the
 * only one.
 * @returns each value's bytes; null for one that is too large
 */
export async function* cutJson(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  const nesting = new Nesting();
  let value = new Value();
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const event = nesting.step(chunk[at] ?? 0);
      if (event === 'opens') start = at;
      if (event !== 'closes') continue;
      value.add(chunk.subarray(start, at + 1));
      yield value.bytes();
      value = new Value();
    }
    if (nesting.isInside) value.add(chunk.subarray(start));
  }
  // What is not closed is a value that JSON.parse refuses with the reason.
  if (nesting.isInside) yield value.bytes();
}

/** The pieces of a value, up to the largest that is read. */
class Value {
  #pieces: Buffer[] = [];
  #size = 0;

  add(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#size <= MOST_DOCUMENT_BYTES) this.#pieces.push(Buffer.from(piece));
    else this.#pieces = [];
  }

  bytes(): Buffer | null {
    return this.#size > MOST_DOCUMENT_BYTES ? null : Buffer.concat(this.#pieces);
  }
}

/** How deep in objects a byte is. A list around all of them does not count, but one within them does. */
class Nesting {
  #depth = 0;
  #inText = false;
  #isEscaped = false;

  get isInside(): boolean {
    return this.#depth > 0;
  }

  step(byte: number): 'opens' | 'closes' | undefined {
    if (this.#inText) this.#stepInText(byte);
    else if (byte === QUOTE) this.#inText = true;
    else if (byte === OPEN || (byte === OPEN_LIST && this.isInside)) {
      this.#depth += 1;
      return this.#depth === 1 ? 'opens' : undefined;
    } else if ((byte === CLOSE || byte === CLOSE_LIST) && this.isInside) {
      this.#depth -= 1;
      return this.#depth === 0 ? 'closes' : undefined;
    }
    return undefined;
  }

  #stepInText(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === ESCAPE) this.#isEscaped = true;
    else if (byte === QUOTE) this.#inText = false;
  }
}
