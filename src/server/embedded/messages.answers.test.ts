import { describe, expect, it } from 'vitest';
import { abandonMessage, fatalMessage, readyStatus } from './messages';

/** A message of the protocol: a letter, its length with the body, and the body. */
function message(type: string, body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const header = Buffer.alloc(5);
  header.write(type);
  header.writeUInt32BE(4 + bytes.length, 1);
  return Buffer.concat([header, bytes]);
}

describe('readyStatus', () => {
  const ready = (status: string) => message('Z', status);
  const disguise = message('D', Buffer.concat([Buffer.from('abc'), ready('I')]));

  it.each(['I', 'T', 'E'])('is %s where that is the last message', (status) => {
    expect(readyStatus(Buffer.concat([message('C', 'SELECT 1\0'), ready(status)]))).toBe(status);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no ReadyForQuery', message('C', 'SELECT 1\0')],
    ['a data row whose bytes look like one', disguise],
    ['a ReadyForQuery with something behind it', Buffer.concat([ready('I'), message('C')])],
  ])('is undefined for %s', (_what, answer) => {
    expect(readyStatus(answer)).toBeUndefined();
  });

  it('is that of the true one behind a row that looks like another, wherever the bytes lie in memory', () => {
    const answer = Buffer.concat([Buffer.from('ZZZ'), disguise, ready('I'), disguise, ready('E')]);
    expect(readyStatus(new Uint8Array(answer).subarray(3))).toBe('E');
  });
});

it('abandonMessage is a Sync and a rollback', () => {
  expect(abandonMessage()).toEqual(Buffer.concat([message('S'), message('Q', 'ROLLBACK\0')]));
});

it('fatalMessage is an ErrorResponse with severity, SQLSTATE and message, counted in bytes', () => {
  expect(fatalMessage('57P01', 'schließt')).toEqual(message('E', 'SFATAL\0VFATAL\0C57P01\0Mschließt\0\0'));
});
