import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { callEach } from '@/trpc/callEach';
import { useTRPC } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { showDone, showFailure } from '@/ui/toast';
import {
  allowed,
  type BulkAction,
  type Failures,
  failuresText,
  progressWords,
  refusedWords,
} from './bulkText';
import { useRepoCache } from './useRepoCache';

type Bulk = {
  action: BulkAction;
  /** Those that the action does not allow are skipped. */
  selected: readonly Repo[];
  call: (repo: Repo) => Promise<unknown>;
  /** What to say of those that succeeded. */
  done: (count: number) => string;
};

/**
 * Makes one call for each of several repositories, and keeps those that were refused, with the reasons.
 * The calls go on when the page is left, and messages then say what came of them.
 * @param deselect called with those that are done, or were skipped
 */
export function useBulk(deselect: (repos: readonly Repo[]) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cache = useRepoCache();
  const [progress, setProgress] = useState<string>();
  const [failed, setFailed] = useState<Failures>();
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);

  async function carryOut({ action, selected, call, done }: Bulk): Promise<void> {
    const repos = allowed(action, selected);
    const refused = new Map<Repo, string>();
    let count = 0;
    const show = () => setProgress(progressWords(action, count + refused.size, repos.length));
    setFailed(undefined);
    show();
    const left = await callEach(repos, call, {
      onDone: () => {
        count += 1;
        show();
      },
      onRefused: (repo, message) => {
        refused.set(repo, message);
        show();
      },
    });
    for (const repo of left) refused.set(repo, NOT_TRIED);
    if (count > 0) showDone(done(count));
    await Promise.all([
      action === 'delete' && cache.relist(),
      action === 'delete' && queryClient.invalidateQueries(trpc.deletion.list.pathFilter()),
      queryClient.invalidateQueries(trpc.scan.pathFilter()),
    ]);
    if (refused.size > 0) {
      const failures = [...refused].map(([{ id, name }, message]) => ({ id, name, message }));
      const failed = { title: refusedWords(action, refused.size), failures };
      if (isLeft.current) showFailure(failuresText(failed));
      else setFailed(failed);
    }
    deselect(selected.filter((repo) => !refused.has(repo)));
    setProgress(undefined);
  }

  return { carryOut, progress, failed, forget: () => setFailed(undefined) };
}

const NOT_TRIED = 'Not tried, as others failed before it.';
