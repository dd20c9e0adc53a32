export type BlobRead =
  | { kind: 'whole'; id: string; size: number; content: Buffer }
  /** Larger than the limit: its first bytes only. */
  | { kind: 'head'; id: string; size: number; head: Buffer }
  /** Not in the repository, or not a blob. */
  | { kind: 'missing'; id: string };

const HEAD_BYTES = 8 * 1024;
const NEWLINE = 10;

type Pending = { id: string; type: string; size: number; kept: Buffer; at: number };

/**
 * Parses the output of `git cat-file --batch`, chunk by chunk.
 * A record is `<id> <type> <size>`, a line break, the content and a line break; or `<id> missing`.
 * Source: git-cat-file(1), "Batch output".
 * @returns a function that takes the next chunk and yields the blobs that it completes
 */
export function createBatchParser(maxBytes: number): (chunk: Buffer) => Generator<BlobRead, void, undefined> {
  let header = '';
  let pending: Pending | null = null;

  const takeHeader = (chunk: Buffer, at: number): { next: number; missing: string | null } => {
    const end = chunk.indexOf(NEWLINE, at);
    header += chunk.toString('latin1', at, end < 0 ? undefined : end);
    if (end < 0) return { next: chunk.length, missing: null };
    const [id = '', type = '', size = ''] = header.split(' ');
    header = '';
    if (type !== 'missing') pending = begin(id, type, Number(size), maxBytes);
    return { next: end + 1, missing: type === 'missing' ? id : null };
  };

  return function* parse(chunk) {
    for (let at = 0; at < chunk.length; ) {
      if (!pending) {
        const { next, missing } = takeHeader(chunk, at);
        at = next;
        if (missing !== null) yield { kind: 'missing', id: missing };
        continue;
      }
      at += take(pending, chunk, at);
      if (pending.at <= pending.size) return;
      const blob = finish(pending, maxBytes);
      pending = null;
      yield blob;
    }
  };
}

function begin(id: string, type: string, size: number, maxBytes: number): Pending {
  if (!Number.isSafeInteger(size)) throw new Error('unexpected output of git cat-file');
  const kept = type !== 'blob' ? 0 : size <= maxBytes ? size : Math.min(HEAD_BYTES, size);
  return { id, type, size, kept: Buffer.allocUnsafe(kept), at: 0 };
}

/**
 * Consumes the blob's part of a chunk, up to its limit of kept bytes. The blob's trailing line break is consumed too.
 * @returns the number of bytes consumed
 */
function take(pending: Pending, chunk: Buffer, from: number): number {
  const length = Math.min(pending.size + 1 - pending.at, chunk.length - from);
  const wanted = Math.min(pending.kept.length - pending.at, length);
  if (wanted > 0) chunk.copy(pending.kept, pending.at, from, from + wanted);
  pending.at += length;
  return length;
}

function finish({ id, type, size, kept }: Pending, maxBytes: number): BlobRead {
  if (type !== 'blob') return { kind: 'missing', id };
  return size <= maxBytes
    ? { kind: 'whole', id, size, content: kept }
    : { kind: 'head', id, size, head: kept };
}
