'use client';

import { LogOut, Settings } from 'lucide-react';
import { paths } from '@/lib/paths';
import type { User } from '@/trpc/types';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';
import { useSignOut } from './useSignOut';

export type AccountMenuProps = { me: Pick<User, 'displayName' | 'email'> };

/** The signed-in user, settings and sign-out. */
export function AccountMenu({ me, ...menu }: AccountMenuProps & OpenMenu) {
  const signOut = useSignOut();
  return (
    <MenuContent
      {...menu}
      heading={
        <>
          {me.displayName ? <span className="block font-medium text-text">{me.displayName}</span> : null}
          {me.email}
        </>
      }
      entries={[
        { label: 'Settings', icon: Settings, href: paths.settings() },
        { label: 'Sign out', icon: LogOut, onSelect: signOut },
      ]}
    />
  );
}
