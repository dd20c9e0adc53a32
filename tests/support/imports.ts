import { type TestUser, until } from './api';
import type { RestScan } from './scans';

export type ImportAnswer = { status: number; message: string | undefined; data: RestScan };

/** Uploads results, which are sent as JSON unless they are bytes. */
export async function uploadSarif(
  url: string,
  user: TestUser,
  repoId: string,
  results: unknown,
  headers: Record<string, string> = {},
): Promise<ImportAnswer> {
  const isSent = results instanceof Uint8Array || typeof results === 'string';
  const response = await fetch(`${url}/api/repos/${repoId}/sarif`, {
    method: 'POST',
    headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json', ...headers },
    body: isSent ? (results as BodyInit) : JSON.stringify(results),
  });
  const { data, message } = (await response.json()) as { data: RestScan; message?: string };
  return { status: response.status, data, message };
}

/** Imports results, and waits for the end of the import. */
export async function importSarif(
  url: string,
  user: TestUser,
  repoId: string,
  results: unknown,
  patienceMs = 60_000,
): Promise<RestScan> {
  const { status, data, message } = await uploadSarif(url, user, repoId, results);
  if (status !== 202) throw new Error(`an upload answered ${status}: ${message}`);
  return importOver(user, data.id, patienceMs);
}

/** An import, once it is over. */
export async function importOver(user: TestUser, id: string, patienceMs = 60_000): Promise<RestScan> {
  const { data } = await until(
    () => user.ask('GET', `/api/scans/${id}`),
    ({ data: scan }) => ['completed', 'failed', 'cancelled'].includes(String(scan.status)),
    patienceMs,
  );
  return data as RestScan;
}
