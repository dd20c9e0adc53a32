/** PostgreSQL's codes for conflicts of two transactions, which a retry resolves. */
const RETRIABLE = new Set(['40001', '40P01']);
const MOST_TRIES = 4;

/** Retries after a conflict with another transaction, and after no other error. */
export async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries === MOST_TRIES || !isRetriable(error)) throw error;
    }
  }
}

/**
 * Whether an error is a deadlock or a serialization failure. Prisma keeps PostgreSQL's code at several depths,
 * and names both P2034 where it recognizes them. A timeout is neither: a retry would time out again.
 */
export function isRetriable(error: unknown): boolean {
  for (let link = error, depth = 0; isRecord(link) && depth < 5; depth += 1) {
    const { code, originalCode, meta, cause } = link;
    if (code === 'P2034' || RETRIABLE.has(String(code)) || RETRIABLE.has(String(originalCode))) return true;
    link = cause ?? (isRecord(meta) ? meta.driverAdapterError : undefined);
  }
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
