/** An element of DER: its tag, and the span of its content. Source: ITU-T X.690, section 8.1 */
export type Element = { readonly tag: number; readonly start: number; readonly end: number };

export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const OBJECT_ID = 0x06;
/** The first element of a choice with its own tag. */
export const EXPLICIT_0 = 0xa0;

/** @returns undefined where no element of this tag begins, or it is cut off */
export function readElement(bytes: Buffer, at: number, tag: number): Element | undefined {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  // 0x80 has no length at all, and no file has one of more than four bytes.
  if (first === 0x80 || more > 4 || at + 2 + more > bytes.length) return undefined;
  const start = at + 2 + more;
  const end = start + (more === 0 ? first : bytes.readUIntBE(at + 2, more));
  return end > bytes.length ? undefined : { tag, start, end };
}

/** Reads elements that follow one another. @returns undefined unless all of them are there */
export function readElements(bytes: Buffer, at: number, tags: readonly number[]): Element[] | undefined {
  const elements: Element[] = [];
  for (const tag of tags) {
    const element = readElement(bytes, elements.at(-1)?.end ?? at, tag);
    if (element === undefined) return undefined;
    elements.push(element);
  }
  return elements;
}
