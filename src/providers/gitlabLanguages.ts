import { z } from 'zod';
import { asError, type HostFetch } from './pinnedFetch';
import { type Host, type HostRepository, ProviderError } from './provider';

/**
 * The languages of GitLab's projects. A list of its REST API has none, and asks for each project alone.
 * GraphQL has those of a whole page. Source: https://docs.gitlab.com/api/graphql/reference/#projectlanguages.
 */

const QUERY = 'query($ids: [ID!]) { projects(ids: $ids) { nodes { id languages { name share } } } }';
const ID_PREFIX = 'gid://gitlab/Project/';
/** A list is shown without languages rather than late. */
const PATIENCE_MS = 5_000;

/** Projects have no languages before their first push is analysed. GitLab before 15.5 answers with errors alone. */
const answer = z.object({
  data: z.object({
    projects: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          languages: z.array(z.object({ name: z.string(), share: z.number().nullable() })).nullable(),
        }),
      ),
    }),
  }),
});

/** Adds its main language to each of these projects. What the host does not answer stays unknown. */
export async function withLanguages(
  items: readonly HostRepository[],
  host: Host,
  token: string | undefined,
  fetch: HostFetch,
): Promise<readonly HostRepository[]> {
  if (items.length === 0) return items;
  const ids = items.map(({ externalId }) => ID_PREFIX + externalId);
  const found = await languagesOf(ids, host, token, fetch).catch((error: unknown) => {
    if (error instanceof ProviderError) return undefined;
    throw error;
  });
  return items.map((item) => ({ ...item, language: found?.get(ID_PREFIX + item.externalId) ?? null }));
}

async function languagesOf(
  ids: readonly string[],
  host: Host,
  token: string | undefined,
  fetch: HostFetch,
): Promise<Map<string, string> | undefined> {
  const response = await fetch(`${host.baseUrl}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: QUERY, variables: { ids } }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  const text = await response.text().catch((error: unknown) => {
    throw asError(error, host.name);
  });
  const read = answer.safeParse(parsed(text));
  return read.data && new Map(read.data.data.projects.nodes.flatMap(mainLanguage));
}

type Node = z.infer<typeof answer>['data']['projects']['nodes'][number];

function mainLanguage({ id, languages }: Node): [string, string][] {
  const [main] = (languages ?? []).toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return main ? [[id, main.name]] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
