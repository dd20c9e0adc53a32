import { type Answer, type Sending, sendFile } from '@/lib/sendFile';

/** The most that the server takes, in bytes. */
export const MOST_BYTES = 100 * 1024 * 1024;

/** Uploads a document of results. The server reads from the first bytes whether it is packed. */
export function sendResults(
  repoId: string,
  file: File,
  options: { signal: AbortSignal; onProgress: (sending: Sending) => void },
): Promise<Answer> {
  return sendFile({ path: `/api/repos/${repoId}/sarif`, type: 'application/sarif+json' }, file, options);
}
