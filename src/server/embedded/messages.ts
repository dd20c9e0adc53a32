/**
 * Framing of the PostgreSQL wire protocol, version 3.
 * Source: PostgreSQL documentation, "Message Formats" and "Message Flow".
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const TERMINATE = 'X'.charCodeAt(0);
/** PostgreSQL's own limit for a start-up packet (MAX_STARTUP_PACKET_LENGTH). */
const STARTUP_LIMIT_BYTES = 10_000;
/** PostgreSQL's own limit for any other message (PQ_LARGE_MESSAGE_LIMIT). */
const MESSAGE_LIMIT_BYTES = 2 ** 30 - 1;

export type StartupKind = 'encryption' | 'cancel' | 'startup';
/** The transaction status in ReadyForQuery: idle, in a transaction, in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** The bytes are not a message of the protocol. The connection can't go on. */
export class ProtocolError extends Error {}

/** Collects a client's bytes and returns whole messages. Chunks are joined once, not on each arrival. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #started = false;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /**
   * Returns the next start-up packet, which has no type byte.
   * @returns undefined until a whole packet has arrived
   */
  takeStartup(): { kind: StartupKind; bytes: Buffer } | undefined {
    const length = this.#peek(0, 4)?.readUInt32BE(0);
    if (length === undefined) return undefined;
    if (length < 8 || length > STARTUP_LIMIT_BYTES) throw new ProtocolError('bad start-up packet');
    if (this.#size < length) return undefined;
    const bytes = this.#take(length);
    const code = bytes.readUInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption', bytes };
    if (code === CANCEL_REQUEST) return { kind: 'cancel', bytes };
    this.#started = true;
    return { kind: 'startup', bytes };
  }

  /**
   * Returns all whole messages that have arrived, as one block; undefined if there is none.
   * Terminate always comes alone, as it is for the gateway, not for the session.
   */
  takeMessages(): Buffer | undefined {
    let end = 0;
    for (;;) {
      const header = this.#peek(end, 5);
      if (!header) break;
      const length = header.readUInt32BE(1);
      if (length < 4 || length > MESSAGE_LIMIT_BYTES) throw new ProtocolError('bad message length');
      if (this.#size < end + 1 + length) break;
      const terminate = header.readUInt8(0) === TERMINATE;
      if (terminate && end > 0) break;
      end += 1 + length;
      if (terminate) break;
    }
    return end === 0 ? undefined : this.#take(end);
  }

  get started(): boolean {
    return this.#started;
  }

  /** Reads bytes that may span chunks, without joining the later chunks of a large message. */
  #peek(offset: number, length: number): Buffer | undefined {
    if (this.#size < offset + length) return undefined;
    let skipped = 0;
    for (const [index, chunk] of this.#chunks.entries()) {
      const at = offset - skipped;
      if (at < chunk.length) {
        const whole = at + length <= chunk.length;
        const bytes = whole ? chunk : Buffer.concat(this.#chunks.slice(index, index + length + 1));
        return bytes.subarray(at, at + length);
      }
      skipped += chunk.length;
    }
    return undefined;
  }

  #take(length: number): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    if (!all) throw new ProtocolError('nothing to take');
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    return all.subarray(0, length);
  }
}

/** Whether a block from takeMessages is the client's Terminate. */
export function isTerminate(block: Buffer): boolean {
  return block.readUInt8(0) === TERMINATE;
}

/** Yields the type letter and the body of each message in a block of whole messages. */
export function* eachMessage(block: Uint8Array): Generator<{ type: string; body: Buffer }> {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at + 1);
    const body = bytes.subarray(at + 5, at + 1 + length);
    yield { type: String.fromCharCode(bytes.readUInt8(at)), body };
    at += 1 + length;
  }
}

/** The status in an answer's last message, if that is ReadyForQuery; else undefined. */
export function readyStatus(answer: Uint8Array): TransactionStatus | undefined {
  let status: TransactionStatus | undefined;
  for (const { type, body } of eachMessage(answer)) {
    status = type === 'Z' ? (String.fromCharCode(body.readUInt8(0)) as TransactionStatus) : undefined;
  }
  return status;
}

/** Messages that end what a lost client left open: Sync closes an unfinished extended query, then a rollback. */
export function abandonMessage(): Buffer {
  const sync = Buffer.from([0x53, 0, 0, 0, 4]);
  const sql = Buffer.from('ROLLBACK\0');
  const query = Buffer.alloc(5 + sql.length);
  query.write('Q');
  query.writeUInt32BE(4 + sql.length, 1);
  sql.copy(query, 5);
  return Buffer.concat([sync, query]);
}

/** A FATAL ErrorResponse with a SQLSTATE and a message. */
export function fatalMessage(sqlState: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`);
  const header = Buffer.alloc(5);
  header.write('E');
  header.writeUInt32BE(4 + fields.length, 1);
  return Buffer.concat([header, fields]);
}
