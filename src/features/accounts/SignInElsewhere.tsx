'use client';

import { useMutation } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { linkStyle } from '@/ui/styles';

/** For who signs in by a provider: its pages would take the place of this one, with the input. */
export function SignInElsewhere({ onSignedIn }: { onSignedIn: (user: Pick<User, 'id'>) => void }) {
  const client = useTRPCClient();
  const goOn = useMutation({ mutationFn: () => client.account.me.query(), onSuccess: onSignedIn });
  return (
    <div className="flex flex-col gap-2">
      <p>
        With a provider,{' '}
        <a href={paths.login()} target="_blank" rel="noreferrer" className={linkStyle}>
          sign in in another tab
        </a>
        , then continue here.
      </p>
      <FieldError message={goOn.isError ? 'You are not signed in yet.' : undefined} />
      <Button busy={goOn.isPending} onClick={() => goOn.mutate()}>
        Continue
      </Button>
    </div>
  );
}
