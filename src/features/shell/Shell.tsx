import type { ReactNode } from 'react';
import type { User } from '@/trpc/types';
import { ConnectionBanner } from './ConnectionBanner';
import { FocusMemory } from './FocusMemory';
import { SideNav } from './SideNav';

/** The frame of every page of a signed-in user. */
export function Shell({ role, children }: { role: User['role']; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="border-line bg-surface sm:border-r">
        <SideNav isAdmin={role === 'admin'} />
      </div>
      <div className="min-w-0 grow max-sm:pb-16">
        <ConnectionBanner />
        <FocusMemory />
        {children}
      </div>
    </div>
  );
}
