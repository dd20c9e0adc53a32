import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { GitError } from '@/git/command';
import { findRepository } from '@/git/localRepository';
import { runGitQuery } from '@/git/repository';
import { CommandError } from '../scan/target';
import type { ApiClient } from './apiClient';
import { nameOf, sameRemote } from './remotes';

const repo = z.object({ id: z.string(), name: z.string(), remote_url: z.string().nullable() });
const page = z.object({ items: z.array(repo), next_cursor: z.string().nullable() });
type Repo = z.infer<typeof repo>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const GIT_MS = 10_000;

/**
 * The repository of the server that is meant.
 * @param given its id or remote URL; null for the remote of the current directory
 * @throws CommandError if there is none, or several
 */
export async function findRepo(client: ApiClient, given: string | null, searchPath: string): Promise<Repo> {
  if (given !== null && UUID.test(given)) return client.request(`/api/repos/${given}`, repo);
  const remote = given ?? (await originHere(searchPath));
  const found = await withRemote(client, remote);
  const [first, ...others] = found;
  if (!first) throw new CommandError(`The server has no repository with the remote ${shown(remote)}.`);
  if (others.length === 0) return first;
  const ids = found.map(({ id }) => id).join(', ');
  throw new CommandError(
    `The server has several repositories with the remote ${shown(remote)}; choose one by --repo: ${ids}.`,
  );
}

async function originHere(searchPath: string): Promise<string> {
  const gitDir = findRepository(realpathSync('.'))?.gitDir;
  const advice = 'Name the repository by --repo.';
  if (!gitDir) throw new CommandError(`The current directory is in no Git repository. ${advice}`);
  const repository = { gitDir, searchPath, timeoutMs: GIT_MS };
  try {
    const { code, stdout } = await runGitQuery(repository, ['config', '--get', 'remote.origin.url'], {
      expected: [0, 1],
    });
    if (code === 0) return stdout.trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  throw new CommandError(`The repository of the current directory has no remote "origin". ${advice}`);
}

async function withRemote(client: ApiClient, remote: string): Promise<Repo[]> {
  const found: Repo[] = [];
  // Any form of a remote URL ends with this name.
  const name = nameOf(remote);
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ limit: '100', q: name, ...(cursor === '' ? {} : { cursor }) });
    const { items, next_cursor: next }: z.infer<typeof page> = await client.request(
      `/api/repos?${query}`,
      page,
    );
    found.push(...items.filter(({ remote_url: url }) => url !== null && sameRemote(url, remote)));
    cursor = next;
  }
  return found;
}

/** A remote URL without the credentials that CI systems put into it. */
function shown(remote: string): string {
  if (!URL.canParse(remote)) return remote;
  const url = new URL(remote);
  url.username = '';
  url.password = '';
  return url.href;
}
