import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers of a hostile Git server to a fetch, after it has advertised its branches like an honest one. */

type Serve = (body?: Buffer) => void;

const RESULT = { 'content-type': 'application/x-git-upload-pack-result' };

/** Answers honestly, except to requests for objects. */
export function atFetch(answer: (response: ServerResponse) => void) {
  return async (request: IncomingMessage, response: ServerResponse, serve: Serve) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (body.includes('command=fetch')) answer(response);
    else serve(body);
  };
}

/** Sends progress reports for ever, and no pack. */
export function endlessProgress(response: ServerResponse): void {
  response.writeHead(200, RESULT);
  response.write(packet('packfile\n'));
  const report = packet(`\x02${'Counting objects: 1%\r'.repeat(100)}`);
  writeForEver(response, () => report, 10);
}

/** Sends a pack byte by byte, slowly and for ever. */
export function drippingPack(response: ServerResponse): void {
  response.writeHead(200, RESULT);
  response.write(packet('packfile\n'));
  // The last packet announces more bytes than are sent.
  response.write('fff0\x01PACK');
  drip(response);
}

/** Answers every request byte by byte, slowly and for ever. */
export function drip(response: ServerResponse): void {
  writeForEver(response, () => Buffer.from('\0'), 50);
}

/**
 * Sends a pack of one endless file, made of stored blocks that a reader has to unpack and keep.
 * Source: gitformat-pack(5), RFC 1951.
 */
export function endlessPack(response: ServerResponse): void {
  response.writeHead(200, RESULT);
  response.write(packet('packfile\n'));
  const header = Buffer.from([...Buffer.from('PACK'), 0, 0, 0, 2, 0, 0, 0, 1]);
  // The header of a blob of 2^39 bytes: type 3, and the size in groups of seven bits.
  // The head of a zlib stream follows it.
  const blob = Buffer.from([0xb0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0x78, 0x01]);
  response.write(packet(Buffer.concat([Buffer.from([1]), header, blob])));
  const length = 0xf000;
  const stored = Buffer.from([1, 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255]);
  const block = packet(Buffer.concat([stored, Buffer.alloc(length, 'x')]));
  writeForEver(response, () => block, 0);
}

function packet(content: string | Buffer): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1');
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

function writeForEver(response: ServerResponse, next: () => Buffer, pauseMs: number): void {
  const write = () => {
    if (response.destroyed) return;
    if (response.write(next())) setTimeout(write, pauseMs);
    else response.once('drain', () => setTimeout(write, pauseMs));
  };
  write();
}
