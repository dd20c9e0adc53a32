import type { TestUser } from './api';

export type Export = { status: number; headers: Headers; text: string };

/** Downloads an export as a script does. @param path with its query */
export async function exported(url: string, user: TestUser, path: string): Promise<Export> {
  const response = await fetch(url + path, { headers: { cookie: `session=${user.token}` } });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Reads CSV as RFC 4180 has it, strictly: the records by their columns. */
export function readCsv(text: string): Record<string, string>[] {
  if (!text.endsWith('\r\n')) throw new Error('the last record has no end');
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const records: string[][] = [[]];
  let at = 0;
  for (const [whole, quoted, plain = '', end] of text.matchAll(field)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (end === '\r\n') records.push([]);
  }
  if (at !== text.length) throw new Error(`no field begins at ${at}: ${text.slice(at, at + 40)}`);
  const [names = [], ...rows] = records.slice(0, -1);
  return rows.map((row) => {
    if (row.length !== names.length) throw new Error(`a record has ${row.length} of ${names.length} fields`);
    return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
  });
}
