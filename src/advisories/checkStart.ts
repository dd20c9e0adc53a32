import { isEpss } from './epss';

const START_BYTES = 256;

/** Whether a file begins as a source of advisories does. That is a zip, a gzip file, JSON, or EPSS scores. */
export async function beginsAsSource(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let start = Buffer.alloc(0);
  for await (const chunk of chunks) {
    start = Buffer.concat([start, chunk]);
    if (start.length >= START_BYTES) break;
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const text = start.toString('utf8').replace(/^\ufeff/, '');
  return isGzip || /^(?:PK|\s*[[{])/.test(text) || isEpss(text);
}
