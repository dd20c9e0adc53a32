import type { ReactNode } from 'react';
import { PageLink } from './PageLink';

type TabLinksProps = {
  label: string;
  current: string;
  tabs: readonly { id: string; label: string; href: string }[];
  /** Controls behind the tabs. */
  children?: ReactNode;
};

/** Tabs that are separate pages: each has an address, and the server renders it. */
export function TabLinks({ label, current, tabs, children }: TabLinksProps) {
  return (
    <div className="mb-5 flex items-center gap-1 border-b border-line">
      <nav aria-label={label} className="-mb-px flex min-w-0 grow gap-1 overflow-x-auto overflow-y-hidden">
        {tabs.map((tab) => (
          <PageLink
            key={tab.id}
            href={tab.href}
            scroll={false}
            aria-current={tab.id === current ? 'page' : undefined}
            className="flex h-9 shrink-0 items-center border-b-2 border-transparent px-3 text-muted -outline-offset-2 transition-colors hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text max-sm:h-11"
          >
            {tab.label}
          </PageLink>
        ))}
      </nav>
      {children}
    </div>
  );
}
