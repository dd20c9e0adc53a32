import { useQuery } from '@tanstack/react-query';
import { countOf } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';

export type DisconnectQuestionProps = {
  id: string;
  busy: boolean;
  onKeep: () => void;
  onDisconnect: () => void;
};

/** Names the repositories that depend on a connection, before it is deleted. */
export function DisconnectQuestion({ id, busy, onKeep, onDisconnect }: DisconnectQuestionProps) {
  const trpc = useTRPC();
  const { data, error } = useQuery(
    // Asked each time, so that the names are current.
    trpc.connection.dependents.queryOptions({ id }, { staleTime: 0, gcTime: 0, retry: false }),
  );
  return (
    <div className="mt-2 flex flex-wrap items-end justify-between gap-2 rounded-md bg-sunken px-3 py-2">
      <div className="min-w-0 grow basis-48">
        {data ? (
          <Dependents {...data} />
        ) : (
          <p className="text-muted">Looking which repositories depend on it…</p>
        )}
        <FieldError message={messageOf(error)} />
      </div>
      <div className="flex gap-2">
        <Button autoFocus onClick={onKeep}>
          Keep it
        </Button>
        <Button variant="danger" disabled={!data && !error} busy={busy} onClick={onDisconnect}>
          Disconnect
        </Button>
      </div>
    </div>
  );
}

function Dependents({ first, total }: { first: readonly { id: string; name: string }[]; total: number }) {
  if (total === 0) return <p>No repository depends on it.</p>;
  const more = total - first.length;
  return (
    <>
      <p>
        {countOf(total, 'repository', 'repositories')} of it stay, but private ones can’t be scanned any more:
      </p>
      <ul aria-label="Repositories that depend on it" className="mt-1 text-sm text-muted">
        {first.map(({ id, name }) => (
          <li key={id} className="break-all">
            {name}
          </li>
        ))}
        {more > 0 ? <li>and {more} more</li> : null}
      </ul>
    </>
  );
}
