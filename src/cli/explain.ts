import { isConnectionFault } from '@/server/errors';
import { Refusal } from '@/server/refusal';
import { REFUSED } from './parent';

/** Why Heimdall can't start. Its message is one sentence for the operator. */
export class StartError extends Error {
  /** The exit code of the process. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Turns an error that the operator can fix into a StartError; returns any other error unchanged. */
export function explain(error: unknown): unknown {
  if (error instanceof Refusal) return new StartError(error.message, REFUSED);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === '28P01' || code === '28000' || code === '3D000') {
    return new StartError(`The database of DATABASE_URL refuses the connection: ${message}.`, REFUSED);
  }
  // The database may be up later, so a supervisor may restart this process.
  if (isConnectionFault(error)) {
    return new StartError(`The database of DATABASE_URL can't be reached: ${message || code}.`, 1);
  }
  return error;
}
