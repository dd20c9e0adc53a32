import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useId, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { CodeInput } from '@/ui/Field';

/** The name of a branch. The remote's are offered as soon as the field has the focus, if its host answers. */
export function BranchInput({ repoId, onFocus, ...rest }: ComponentProps<'input'> & { repoId: string }) {
  const trpc = useTRPC();
  const id = useId();
  const [wanted, setWanted] = useState(false);
  const { data } = useQuery(
    trpc.connection.branches.queryOptions({ id: repoId }, { enabled: wanted, retry: false }),
  );
  return (
    <>
      <CodeInput
        {...rest}
        list={id}
        onFocus={(event) => {
          setWanted(true);
          onFocus?.(event);
        }}
      />
      <datalist id={id}>
        {data?.branches.map((branch) => (
          <option key={branch} value={branch} />
        ))}
      </datalist>
    </>
  );
}
