import { QueryClient } from '@tanstack/react-query';
import { TRPCError } from '@trpc/server';
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { OfferedWaysIn } from '@/domain/identities/schema';
import { offeredWaysIn } from '@/domain/identities/service';
import { type Registration, registrationOpenTo } from '@/domain/users/service';
import { paths } from '@/lib/paths';
import { readEnv } from './env';
import { setPageStatus } from './pageStatus';
import { isFromThisMachine, isLoopbackHost } from './peer';
import { createPageContext } from './trpc/context';
import { type AppRouter, appRouter } from './trpc/root';

/** What one rendering of a page shares with the layouts around it. */
const rendering = cache(async () => {
  const ctx = createPageContext(await headers());
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: Number.POSITIVE_INFINITY },
      dehydrate: { serializeData: asJson },
    },
  });
  const trpc: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy({ ctx, queryClient, router: appRouter });
  return { ctx, queryClient, trpc };
});

/** The browser's half of a page gets what a call would return: times are text. */
function asJson(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}

/** Returns the signed-in user of this rendering, or null. */
export const currentUser = cache(async () => {
  const { queryClient, trpc } = await rendering();
  try {
    return await queryClient.fetchQuery(trpc.account.me.queryOptions());
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'UNAUTHORIZED') return null;
    throw error;
  }
});

/** The cache of this rendering, to be sent to the browser. */
export async function pageCache(): Promise<QueryClient> {
  return (await rendering()).queryClient;
}

/** The address for examples on a page: the public one, or else the one in the request. */
export async function readerUrl(): Promise<string> {
  const { HEIMDALL_URL } = readEnv();
  const host = (await headers()).get('host') ?? '';
  const isPublic = !isLoopbackHost(new URL(HEIMDALL_URL).host);
  return isPublic || !/^[\w.:[\]-]+$/.test(host) ? HEIMDALL_URL : `http://${host}`;
}

/** Whether the visitor may create an account. */
export async function registrationState(): Promise<Registration> {
  const { ctx } = await rendering();
  return registrationOpenTo(ctx.ctx, isFromThisMachine(ctx.headers));
}

/** By what a visitor can sign in. */
export async function waysInOfVisitor(): Promise<OfferedWaysIn> {
  return offeredWaysIn((await rendering()).ctx.ctx);
}

/**
 * Opens a page for a signed-in user. Anyone else is redirected to the sign-in page, and from there back to
 * `path`.
 * @returns the user, and the typed calls with the cache that puts their answers into the first rendering
 */
export async function openPage(path: string) {
  const { queryClient, trpc } = await rendering();
  const me = await currentUser();
  if (!me) redirect(paths.login(path));
  return { me, trpc, queryClient };
}

/** The query of a page's address. A parameter that is given more than once counts once, by its first value. */
export function asParams(query: Record<string, string | string[] | undefined>): URLSearchParams {
  const first = Object.entries(query).map(([name, value]) => [name, [value].flat()[0] ?? '']);
  return new URLSearchParams(first);
}

/** Why a page can't be shown, by the codes of the calls' errors. */
export type PageRefusal = 'not_found' | 'no_access';

const REFUSALS: Partial<Record<TRPCError['code'], { refusal: PageRefusal; status: 403 | 404 }>> = {
  NOT_FOUND: { refusal: 'not_found', status: 404 },
  FORBIDDEN: { refusal: 'no_access', status: 403 },
};

/**
 * Loads what a page can't be shown without.
 * A refusal sets the status of the answer, and the page shows it in place. Thrown to Next, it would be a
 * blank page until scripts have run.
 */
export async function orRefusal<T>(loading: Promise<T>): Promise<{ value: T } | { refusal: PageRefusal }> {
  try {
    return { value: await loading };
  } catch (error) {
    const known = error instanceof TRPCError ? REFUSALS[error.code] : undefined;
    if (!known) throw error;
    setPageStatus(known.status);
    return { refusal: known.refusal };
  }
}

/** For an address that no page has. */
export function noSuchPage(): PageRefusal {
  setPageStatus(404);
  return 'not_found';
}
