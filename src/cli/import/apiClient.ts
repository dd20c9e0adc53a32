import { z } from 'zod';
import { CommandError } from '../scan/target';

/** A server, and a token for it. */
export type ApiClient = {
  /** Requests the data of an answer. Throws CommandError with the server's own message. */
  readonly request: <T>(
    path: string,
    data: z.ZodType<T>,
    init?: RequestInit & { duplex?: 'half' },
  ) => Promise<T>;
};

const failure = z.object({ success: z.literal(false), message: z.string() });

export function createApiClient(url: string, token: string, signal: AbortSignal): ApiClient {
  return {
    request: async (path, data, init = {}) => {
      const headers = { authorization: `Bearer ${token}`, ...init.headers };
      const response = await fetch(`${url}${path}`, { ...init, headers, signal }).catch((error: Error) => {
        signal.throwIfAborted();
        throw new CommandError(`${url} can't be reached (${causeOf(error)}).`);
      });
      const body: unknown = await response.json().catch(() => undefined);
      const refused = failure.safeParse(body);
      if (refused.success) throw new CommandError(refusalOf(response.status, refused.data.message));
      const answer = z.object({ data }).safeParse(body);
      if (response.ok && answer.success) return answer.data.data;
      throw new CommandError(`${url} does not answer as Heimdall does (status ${response.status}).`);
    },
  };
}

function refusalOf(status: number, message: string): string {
  return status === 401 ? `${message}: HEIMDALL_TOKEN has no valid token for this server.` : `${message}.`;
}

function causeOf({ cause, message }: Error): string {
  const { code, message: why = message } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? why;
}
