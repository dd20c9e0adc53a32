import { packed, readSarif, resultAt, sarifOf } from '@tests/support/sarif';
import { describe, expect, it } from 'vitest';
import { textOf } from './unpack';

const refusal = (given: unknown, pieceBytes?: number) =>
  readSarif(typeof given === 'string' ? Buffer.from(given) : given, pieceBytes).then(
    () => 'read',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('what is no SARIF document is refused with the place', () => {
  it.each([
    ['', 'The document is not valid JSON'],
    ['[]', 'The document must be an object'],
    ['{}', '/version is required, and must be "2.1.0"'],
    ['{"version":"2.0.0","runs":[]}', '/version must be "2.1.0"'],
    ['{"version":"2.1.0"}', '/runs is required'],
    ['{"version":"2.1.0","runs":{}}', '/runs must be a list'],
    ['{"version":"2.1.0","runs":[7]}', '/runs/0 must be an object'],
    ['{"version":"2.1.0","runs":[{}]}', '/runs/0/tool/driver/name is required'],
    ['{"version":"2.1.0","runs":[{"results":{}}]}', '/runs/0/results must be a list'],
    ['{"version":"2.1.0","runs":[],"runs":[]}', '/runs is there twice'],
    ['{"version":"2.1.0","runs":[]} x', 'The document is not valid JSON'],
  ])('%s', async (text, message) => {
    expect(await refusal(text)).toMatch(
      new RegExp(`^Invalid(Document|Json): ${message.replace(/[.]/g, '\\.')}$`),
    );
  });

  it('a text that is cut off or broken, however it arrives', async () => {
    const text = JSON.stringify(sarifOf([resultAt('a', 1), resultAt('b', 2)]));
    const cut = text.slice(0, text.lastIndexOf('"region"'));
    const broken = text.replace('"uri":"b"', '"uri":b');
    for (const size of [1, 7, 65_536]) {
      expect(await refusal(cut, size)).toContain('/runs/0/results/1/locations/0/physicalLocation');
      expect(await refusal(broken, size)).toContain(
        '/runs/0/results/1/locations/0/physicalLocation/artifactLocation/uri',
      );
    }
  });

  it('deep nesting, also where it is not read', async () => {
    expect(await refusal(`{"x":${'['.repeat(100_000)}`)).toContain('/x is nested more than 500 levels deep');
  });

  it('other bytes', async () => {
    expect(await refusal(Buffer.from([0x7b, 0x22, 0xff, 0x22]))).toContain('is not UTF-8 text');
    expect(await refusal(packed(sarifOf([])).subarray(0, 40))).toContain('is not a complete gzip file');
    expect(await refusal(Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toContain('gzip');
  });

  it('a packed document that is too large unpacked', async () => {
    async function* bytes() {
      yield packed('x'.repeat(2_000_000));
    }
    const read = async () => {
      for await (const _ of textOf(bytes(), 1024 * 1024));
    };
    await expect(read()).rejects.toThrow('The document is larger than 1 MiB unpacked');
  });
});

it('reads the same from any pieces', async () => {
  const text = { text: 'A “quoted” \u{1f511} text with \n and \\u0041 in it' };
  const results = Array.from({ length: 12 }, (_, at) =>
    resultAt(`src/é${at}.ts`, at + 1, { message: text, rank: at * 8.5 }),
  );
  const document = sarifOf([...results, { bad: true }], { properties: { a: [null, true, -1.5e-7, {}] } });
  const whole = await readSarif(document);
  expect(whole.results).toHaveLength(12);
  for (const size of [1, 2, 3, 5, 17, 64, 1_000]) {
    expect(await readSarif(document, size)).toEqual(whole);
    expect(await readSarif(packed(document), size)).toEqual(whole);
  }
});
