import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageLink } from '@/ui/PageLink';
import { HeaderControls } from './HeaderControls';
import { RememberPage } from './RememberPage';

type PageProps = {
  /** The pages above this one. This page itself comes last, without a link. */
  crumbs?: readonly { label: string; href: string }[];
  title: string;
  /** One sentence of fact. */
  fact?: ReactNode;
  action?: ReactNode;
  /** Pages of text are narrower than tables. */
  narrow?: boolean;
  children: ReactNode;
};

/** A page of the dashboard: breadcrumbs, title, a sentence and an action. */
export function Page({ crumbs = [], title, fact, action, narrow = false, children }: PageProps) {
  // On a phone the way up has no room for the page's own name, which is its title.
  const hasWayUp = crumbs.length > 1;
  return (
    <>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-3 border-b border-line bg-canvas px-4 sm:px-6">
        <nav aria-label="Breadcrumbs" className="min-w-0 grow">
          <ol className="flex min-w-0 items-center gap-1 text-muted">
            {crumbs.map(({ label, href }, index) => (
              // The first name is short, others have any length. The page's own, which is also its title, is
              // shortened first.
              <li key={href} className={`flex min-w-0 items-center gap-1 ${index === 0 ? 'shrink-0' : ''}`}>
                <PageLink href={href} className="truncate rounded hover:text-text hover:underline">
                  {label}
                </PageLink>
                <ChevronRight
                  aria-hidden
                  className={clsx(
                    'size-3.5 shrink-0',
                    hasWayUp && index === crumbs.length - 1 && 'max-sm:hidden',
                  )}
                />
              </li>
            ))}
            <li
              aria-current="page"
              className={clsx('shrink-[20] truncate text-text', hasWayUp && 'max-sm:hidden')}
            >
              {title}
            </li>
          </ol>
        </nav>
        <HeaderControls />
        <RememberPage title={title} />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto px-4 py-6 outline-none sm:px-6 ${narrow ? 'max-w-3xl' : 'max-w-[1280px]'}`}
      >
        <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold">{title}</h1>
            {fact ? <div className="mt-0.5 text-muted">{fact}</div> : null}
          </div>
          {action}
        </div>
        {children}
      </main>
    </>
  );
}
