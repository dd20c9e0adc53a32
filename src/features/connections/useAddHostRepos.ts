import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';

/** So many in one request, so that the progress shows. */
const AT_ONCE = 10;

type Failed = { fullName: string; message: string };

/** Adds repositories of a connection, some at a time, and collects those that fail. */
export function useAddHostRepos(id: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [total, setTotal] = useState(0);
  const [done, setDone] = useState(0);
  const [failed, setFailed] = useState<readonly Failed[]>([]);

  async function addSome(fullNames: string[]): Promise<void> {
    try {
      const added = await client.connection.addRepositories.mutate({ id, fullNames });
      setDone((before) => before + added.created.length);
      setFailed((before) => [...before, ...added.failed]);
    } catch (error) {
      const { message } = refusalOf(error);
      setFailed((before) => [...before, ...fullNames.map((fullName) => ({ fullName, message }))]);
    }
  }

  async function add(fullNames: string[]): Promise<void> {
    setAdding(true);
    setTotal(fullNames.length);
    setDone(0);
    setFailed([]);
    for (let at = 0; at < fullNames.length; at += AT_ONCE) await addSome(fullNames.slice(at, at + AT_ONCE));
    setAdding(false);
    await queryClient.invalidateQueries(trpc.connection.repositories.infiniteQueryFilter());
  }

  return { add, isAdding, total, done, failed };
}
