import { gzipSync } from 'node:zlib';
import type { Imported, ReadResult } from '@/sarif/imported';
import { readResults } from '@/sarif/readResults';
import { readRuns } from '@/sarif/readRuns';
import type { Problem } from '@/sarif/run';
import { textOf } from '@/sarif/unpack';

/** A document of one run. Fields of the run replace the usual ones. */
export function sarifOf(results: unknown, run: Record<string, unknown> = {}): Record<string, unknown> {
  const tool = { driver: { name: 'Looker', rules: [] } };
  return { version: '2.1.0', runs: [{ tool, results, ...run }] };
}

/** A result at a line of a file. */
export function resultAt(uri: string, startLine: number, fields: Record<string, unknown> = {}) {
  const physicalLocation = { artifactLocation: { uri }, region: { startLine } };
  return {
    ruleId: 'loose-end',
    message: { text: 'A loose end' },
    locations: [{ physicalLocation }],
    ...fields,
  };
}

export type Read = { results: Imported[]; problems: Problem[]; read: ReadResult[] };

/** Reads a document, or its bytes, in pieces of this size. */
export async function readSarif(given: unknown, pieceBytes = 65_536): Promise<Read> {
  const bytes = given instanceof Uint8Array ? given : Buffer.from(JSON.stringify(given));
  const open = () => textOf(piecesOf(bytes, pieceBytes));
  const { runs, problems } = await readRuns(open);
  const read: ReadResult[] = [];
  for await (const one of readResults(open(), runs)) read.push(one);
  return {
    read,
    results: read.flatMap((one) => (one.type === 'imported' ? [one.result] : [])),
    problems: [...problems, ...read.flatMap((one) => (one.type === 'bad' ? [one.problem] : []))],
  };
}

export async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function packed(given: unknown): Uint8Array {
  return gzipSync(Buffer.from(JSON.stringify(given)));
}
