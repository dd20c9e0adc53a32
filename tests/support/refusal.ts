import { TRPCClientError } from '@trpc/client';

export type Refusal = { message: string; httpStatus: unknown; reason: unknown; field: unknown };

/** The error of a refused tRPC call, as the dashboard sees it. Throws if the call was not refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCClientError)) throw new Error(`not refused: ${String(error)}`);
  const { httpStatus, reason, field } = error.data as Record<string, unknown>;
  return { message: error.message, httpStatus, reason, field: field ?? undefined };
}
