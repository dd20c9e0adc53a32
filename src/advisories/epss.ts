import type { Item } from './item';

/** How many scores one item has. */
const BATCH = 5_000;
const LINE = /^(CVE-\d{4}-\d{4,19}),([0-9.eE+-]{1,32})(?:,|\s*$)/;
/** No line of the file is nearly as long. */
const MOST_LINE = 4_096;

/** Whether a text begins as FIRST's file of EPSS scores does: with a comment, or with its columns. */
export function isEpss(start: string): boolean {
  return /^(?:#[^\n]*\n)?cve,epss\b/i.test(start);
}

/** Reads FIRST's file of EPSS scores: comma-separated values, of which the first two are a CVE and a probability. */
export async function* readEpss(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Item> {
  let scores: { cve: string; epss: number }[] = [];
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (line === '' || line.startsWith('#') || /^cve,/i.test(line)) continue;
    const [, cve, given] = LINE.exec(line) ?? [];
    const epss = Number(given);
    if (cve === undefined || !(epss >= 0 && epss <= 1)) {
      yield {
        type: 'bad',
        name: `${name}, line ${number}`,
        problem: 'is no CVE with a probability from 0 to 1',
      };
      continue;
    }
    scores.push({ cve, epss });
    if (scores.length < BATCH) continue;
    yield { type: 'epss', scores };
    scores = [];
  }
  if (scores.length > 0) yield { type: 'epss', scores };
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    // What is longer is no line of this file, and its rest is another bad one.
    if (rest.length > MOST_LINE) rest = rest.slice(-MOST_LINE);
    for (const line of lines) yield line.trim();
  }
  yield rest.trim();
}
