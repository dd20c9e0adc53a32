import { useEffect, useRef, useState } from 'react';
import { callEach } from '@/trpc/callEach';
import { useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { useListDraft } from './listDraft';
import { type RemoteLine, withoutLine } from './remoteLines';
import { useRepoCache } from './useRepoCache';

/**
 * A list of remotes that are added one by one. What was added leaves the text; what was refused stays in it.
 * Without a network, or when the session ends, the rest stays too.
 */
export function useAddList() {
  const client = useTRPCClient();
  const cache = useRepoCache();
  const draft = useListDraft();
  const [text, setText] = useState('');
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map());
  const [added, setAdded] = useState<readonly Repo[]>([]);
  /** How many of a run have been answered; undefined between runs. */
  const [run, setRun] = useState<{ done: number; total: number }>();
  const isLeft = useRef(false);

  useEffect(() => {
    isLeft.current = false;
    setText((typed) => typed || draft.read());
    return () => {
      isLeft.current = true;
    };
  }, [draft]);

  function change(next: (before: string) => string): void {
    setText((before) => {
      const after = next(before);
      draft.keep(after);
      return after;
    });
  }

  async function addOne({ line, remote }: RemoteLine): Promise<void> {
    const { name, url: remoteUrl, sourceType } = remote;
    const repo = await client.repo.create.mutate({ name, remoteUrl, sourceType });
    setAdded((before) => [...before, repo]);
    change((before) => withoutLine(before, line));
  }

  async function add(lines: readonly RemoteLine[]): Promise<void> {
    const ready = lines.filter(({ problem }) => problem === undefined);
    const count = () => setRun((before) => before && { ...before, done: before.done + 1 });
    setRefusals(new Map());
    setRun({ done: 0, total: ready.length });
    await callEach(ready, addOne, {
      isOver: () => isLeft.current,
      onDone: count,
      onRefused: ({ line }, message) => {
        setRefusals((before) => new Map(before).set(line, message));
        count();
      },
    });
    setRun(undefined);
    void cache.relist();
  }

  return { text, change: (typed: string) => change(() => typed), refusals, added, run, add };
}
