import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { readBody } from './body';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MIB = 1024 * 1024;

/** A request as the server makes it of what came over the wire: with the length of its body. */
function request(body: string | Uint8Array, type?: string, headers: Record<string, string> = {}): Request {
  const bytes = Buffer.from(body);
  const given = { 'content-length': String(bytes.length), ...(type && { 'content-type': type }), ...headers };
  const made = new Request('http://localhost/api', { method: 'POST', body: bytes, headers: given });
  if (type === undefined) made.headers.delete('content-type');
  return made;
}

/** A request without a declared length, whose body comes in pieces. */
function streamed(body: ReadableStream<Uint8Array>, type = JSON_TYPE): Request {
  const headers = { 'content-type': type, 'transfer-encoding': 'chunked' };
  return new Request('http://localhost/api', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

const read = (body: string | Uint8Array, type?: string, schema: z.ZodType = z.object({})) =>
  readBody(request(body, type), schema);

/** The error of a body that is refused. */
async function refusal(reading: Promise<unknown>): Promise<[string, string] | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, error.message];
  }
}

const MEDIA_TYPE = ['unsupported_media_type', `Send the body as ${JSON_TYPE} or ${FORM_TYPE}`];
const TOO_LARGE = ['payload_too_large', 'The request body must be at most 1 MiB'];
const NOT_JSON = ['invalid_json', 'The request body is not valid JSON'];
const NO_OBJECT = ['invalid_input', 'The request body must be a JSON object'];

describe('the media type', () => {
  it.each([
    JSON_TYPE,
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json ;charset="UTF-8"',
  ])('%s is JSON', async (type) => {
    expect(await read('{"remote_url": "ä"}', type)).toEqual({ remoteUrl: 'ä' });
  });

  it.each([
    ...['text/plain', 'text/json', 'application/json5', 'application/merge-patch+json', 'application/jsonx'],
    ...['multipart/form-data; boundary=x', 'application/octet-stream', 'json', '*/*', ', application/json'],
    ...[undefined],
  ])('%s is refused', async (type) => {
    expect(await refusal(read('{"name": "a"}', type))).toEqual(MEDIA_TYPE);
  });

  it.each(['gzip', 'br', 'GZIP', 'gzip, br', 'nonsense'])(
    '%s as the encoding is refused',
    async (encoding) => {
      const packed = request('{}', JSON_TYPE, { 'content-encoding': encoding });
      const message = 'Send the body without Content-Encoding';
      expect(await refusal(readBody(packed, z.object({})))).toEqual(['unsupported_media_type', message]);
    },
  );

  it('identity as the encoding is none', async () => {
    const plain = request('{"name": "a"}', JSON_TYPE, { 'content-encoding': 'Identity' });
    expect(await readBody(plain, z.object({}))).toEqual({ name: 'a' });
  });

  it('is not required of a request without a body', async () => {
    expect(await read('')).toEqual({});
    expect(await read('', 'text/plain')).toEqual({});
    expect(await read('', JSON_TYPE)).toEqual({});
    expect(await readBody(new Request('http://localhost/api', { method: 'POST' }), z.object({}))).toEqual({});
    expect(await readBody(streamed(new Blob([]).stream()), z.object({}))).toEqual({});
  });
});

describe('the size', () => {
  const padded = (size: number) => `{"name":"${'a'.repeat(size - 11)}"}`;

  it('may be 1 MiB, and not one byte more, as declared or as it comes', async () => {
    expect(await read(padded(MIB), JSON_TYPE)).toEqual({ name: 'a'.repeat(MIB - 11) });
    expect(await readBody(streamed(new Blob([padded(MIB)]).stream()), z.object({}))).toHaveProperty('name');
    expect(await refusal(read(padded(MIB + 1), JSON_TYPE))).toEqual(TOO_LARGE);
    const stream = new Blob([padded(MIB + 1)]).stream();
    expect(await refusal(readBody(streamed(stream), z.object({})))).toEqual(TOO_LARGE);
    expect(await refusal(read('a=b&'.repeat(MIB / 4 + 1), FORM_TYPE))).toEqual(TOO_LARGE);
  });

  it('is checked by the declared length before a byte is read, and by the received bytes if less was declared', async () => {
    const declared = request('{}', JSON_TYPE, { 'content-length': String(MIB + 1) });
    expect(await refusal(readBody(declared, z.object({})))).toEqual(TOO_LARGE);
    expect(declared.bodyUsed).toBe(false);
    const understated = request(padded(2 * MIB), JSON_TYPE, { 'content-length': '2' });
    expect(await refusal(readBody(understated, z.object({})))).toEqual(TOO_LARGE);
  });

  it('is checked while a stream arrives, which is then not read any further', async () => {
    let pieces = 0;
    let cancelled = false;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        pieces += 1;
        controller.enqueue(new Uint8Array(65_536));
        if (pieces === 100) controller.close();
      },
      cancel() {
        cancelled = true;
      },
    });
    expect(await refusal(readBody(streamed(long), z.object({})))).toEqual(TOO_LARGE);
    expect([pieces < 25, cancelled]).toEqual([true, true]);
  });

  it('comes after the media type', async () => {
    expect(await refusal(read(padded(MIB + 1), 'text/plain'))).toEqual(MEDIA_TYPE);
  });
});

describe('a JSON body', () => {
  it.each(['{', '{"a":1,}', "{'a':1}", 'name=a', ' ', '{"a":1}{}', '{"a":"\n"}', 'NaN', '[1', '{"a":"\\x"}'])(
    '%j is not valid JSON',
    async (body) => {
      expect(await refusal(read(body, JSON_TYPE))).toEqual(NOT_JSON);
    },
  );

  it.each([
    ['a stray byte', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['Latin-1', Buffer.from('{"name":"ä"}', 'latin1')],
    ['half a character', Buffer.from('{"name":"ä"}').subarray(0, 10)],
    ['UTF-16', Buffer.from('{"name":"a"}', 'utf16le')],
  ])('%s is not valid JSON, and no character is guessed', async (_what, bytes) => {
    expect(await refusal(read(bytes, JSON_TYPE))).toEqual(NOT_JSON);
  });

  it.each(['null', '[]', '[{"name":"a"}]', '5', '"name"', 'true', `${'['.repeat(5000)}${']'.repeat(5000)}`])(
    '%.20s is no object',
    async (body) => {
      expect(await refusal(read(body, JSON_TYPE))).toEqual(NO_OBJECT);
    },
  );

  it('keeps values as they are, under the names of the code', async () => {
    const body =
      '{"default_branch": null, "name": " a ", "scopes": ["x"], "remoteUrl": 1, "expires_in_days": "3"}';
    const input = { defaultBranch: null, name: ' a ', scopes: ['x'], expiresInDays: '3' };
    expect(await read(`\ufeff${body}`, JSON_TYPE)).toEqual(input);
  });

  it.each([
    ['{"__proto__": {"admin": true}, "name": "a"}', JSON_TYPE],
    ['__proto__=admin&__proto__[admin]=true&name=a', FORM_TYPE],
  ])('%s changes no prototype', async (body, type) => {
    const input = await read(body, type, z.object({ name: z.string() }));
    expect([Object.keys(input), Object.getPrototypeOf(input)]).toEqual([['name'], Object.prototype]);
    expect('admin' in input || 'admin' in {}).toBe(false);
  });
});
