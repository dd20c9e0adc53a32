import type { Context } from '@/domain/context';
import { recordLookup, repoToLookAt } from '@/domain/repos/service';
import { type LookUpOptions, lookUpRemote } from '@/git/lookUp';

/** Looks at a repo's remote, and writes down what was seen. */
export async function lookUpRemoteJob(
  makeContext: () => Context,
  repoId: string,
  git: LookUpOptions,
): Promise<void> {
  const repo = await repoToLookAt(makeContext(), repoId);
  if (!repo || repo.remoteUrl === null) return;
  const seen = await lookUpRemote(repo.remoteUrl, repo.defaultBranch, git);
  await recordLookup(makeContext(), repo, seen);
}
