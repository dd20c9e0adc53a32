import { describe, expect, it } from 'vitest';
import { eachMessage, isTerminate, MessageReader, ProtocolError } from './messages';

/** A message of the protocol: a letter, its length with the body, and the body. */
function message(type: string, body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const header = Buffer.alloc(5);
  header.write(type);
  header.writeUInt32BE(4 + bytes.length, 1);
  return Buffer.concat([header, bytes]);
}

/** A start-up packet: a length, a code, the rest. */
function packet(code: number, rest = ''): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + Buffer.byteLength(rest), 0);
  header.writeUInt32BE(code, 4);
  return Buffer.concat([header, Buffer.from(rest)]);
}

const SSL = packet(80877103);
const GSS = packet(80877104);
const CANCEL = packet(80877102, 'pid+secret');
const STARTUP = packet(196608, 'user\0postgres\0\0');
const SESSION = [
  message('P', 's\0SELECT 1\0'),
  message('B', 'XZP'),
  message('S'),
  message('Q', 'BEGIN\0'),
  message('d'),
];
const TERMINATE = message('X');

/** All blocks that a reader returns while chunks arrive. */
function read(pieces: Buffer[], reader = new MessageReader()): Buffer[] {
  return pieces.flatMap((piece) => {
    reader.push(piece);
    const blocks: Buffer[] = [];
    for (let block = reader.takeMessages(); block; block = reader.takeMessages()) blocks.push(block);
    return blocks;
  });
}

function cut(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

const typesOf = (blocks: Buffer[]) =>
  blocks.map((block) => [...eachMessage(block)].map(({ type }) => type).join(''));

describe('MessageReader.takeMessages', () => {
  const all = Buffer.concat([...SESSION, TERMINATE]);

  it('returns the same messages wherever the bytes are split in two', () => {
    for (let at = 0; at <= all.length; at++) {
      const blocks = read([all.subarray(0, at), all.subarray(at)]);
      expect([Buffer.concat(blocks), typesOf(blocks).join('')], `split at ${at}`).toEqual([all, 'PBSQdX']);
      expect(typesOf(blocks).at(-1), `split at ${at}`).toBe('X');
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 11])(
    'gives the same messages in pieces of %i bytes, each as soon as it is whole',
    (size) => {
      const blocks = read(cut(all, size));
      expect([Buffer.concat(blocks), typesOf(blocks).join('')]).toEqual([all, 'PBSQdX']);
      if (size === 1) expect(blocks).toEqual([...SESSION, TERMINATE]);
    },
  );

  it('returns several messages that arrive together as one block, and keeps the beginning of the next', () => {
    const [first = Buffer.alloc(0), ...rest] = SESSION;
    expect(read([Buffer.concat([...SESSION, first.subarray(0, 7)]), first.subarray(7)])).toEqual([
      Buffer.concat([first, ...rest]),
      first,
    ]);
  });

  it('returns a message of 1 MB whole, once the last of its many 64 KiB pieces has arrived', () => {
    const whole = Buffer.concat([message('B', Buffer.alloc(1_000_000, 'Z')), message('S')]);
    const pieces = cut(whole, 65_536);
    const [block, ...more] = read(pieces);
    expect([pieces.length, block?.equals(whole), more.length]).toEqual([16, true, 0]);
    expect(read(pieces.slice(0, -1))).toEqual([]);
  });

  it('returns Terminate alone, regardless of the messages around it', () => {
    const blocks = read([Buffer.concat([message('Q', 'X\0'), TERMINATE, message('S')])]);
    expect(typesOf(blocks)).toEqual(['Q', 'X', 'S']);
    expect(blocks.map(isTerminate)).toEqual([false, true, false]);
  });

  it.each([0, 1, 3, 2 ** 30, 2 ** 31, 2 ** 32 - 1])(
    'throws ProtocolError for a message of length %i',
    (length) => {
      const bad = message('Q');
      bad.writeUInt32BE(length, 1);
      expect(() => read([bad])).toThrow(ProtocolError);
      expect(() => read([Buffer.concat([message('S'), bad])])).toThrow(ProtocolError);
    },
  );

  it('waits for a message of the greatest possible length, rather than throwing', () => {
    const long = message('Q');
    long.writeUInt32BE(2 ** 30 - 1, 1);
    expect(read([long])).toEqual([]);
  });
});

describe('MessageReader.takeStartup', () => {
  it.each([
    ['SSLRequest', SSL, 'encryption'],
    ['GSSENCRequest', GSS, 'encryption'],
    ['CancelRequest', CANCEL, 'cancel'],
    ['StartupMessage', STARTUP, 'startup'],
    ['StartupMessage of a version that nobody knows', packet(4 << 16), 'startup'],
  ])('knows a %s, when its last byte has come', (_name, bytes, kind) => {
    const reader = new MessageReader();
    for (const byte of cut(bytes.subarray(0, -1), 1)) {
      reader.push(byte);
      expect(reader.takeStartup()).toBeUndefined();
    }
    reader.push(bytes.subarray(-1));
    expect(reader.takeStartup()).toEqual({ kind, bytes });
    expect([reader.started, reader.takeStartup()]).toEqual([kind === 'startup', undefined]);
  });

  it('keeps what follows: refused encryption, start, messages, all in one chunk', () => {
    const reader = new MessageReader();
    reader.push(Buffer.concat([SSL, GSS, STARTUP, ...SESSION]));
    const kinds = [1, 2, 3].map(() => [reader.takeStartup()?.kind, reader.started]);
    expect(kinds).toEqual([
      ['encryption', false],
      ['encryption', false],
      ['startup', true],
    ]);
    expect(read([Buffer.alloc(0)], reader)).toEqual([Buffer.concat(SESSION)]);
  });

  it.each([0, 4, 7, 10_001, 2 ** 32 - 1])('throws ProtocolError for a packet of length %i', (length) => {
    const bad = packet(196608);
    bad.writeUInt32BE(length, 0);
    const reader = new MessageReader();
    reader.push(bad);
    expect(() => reader.takeStartup()).toThrow(ProtocolError);
  });

  it('rejects HTTP and TLS', () => {
    for (const foreign of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 252]),
    ]) {
      const reader = new MessageReader();
      reader.push(foreign);
      expect(() => reader.takeStartup()).toThrow(ProtocolError);
    }
  });
});
