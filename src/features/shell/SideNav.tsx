'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import {
  BookOpen,
  FolderGit2,
  LayoutDashboard,
  type LucideIcon,
  Package,
  ScrollText,
  Settings,
  ShieldAlert,
  Users,
} from 'lucide-react';
import { usePathname } from 'next/navigation';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Logo } from '@/ui/Logo';
import { PageLink } from '@/ui/PageLink';

type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  adminOnly?: boolean;
  counts?: boolean;
  wideOnly?: boolean;
};

const NAV_ITEMS: readonly NavItem[] = [
  { href: paths.overview(), label: 'Overview', icon: LayoutDashboard },
  { href: paths.findings(), label: 'Findings', icon: ShieldAlert, counts: true },
  { href: paths.repos(), label: 'Repositories', icon: FolderGit2 },
  { href: paths.packages(), label: 'Dependencies', icon: Package },
  // On a phone the bar has room for five. The commands lead to the others.
  { href: paths.rules(), label: 'Rules', icon: ScrollText, wideOnly: true },
  { href: paths.docs(), label: 'API', icon: BookOpen, wideOnly: true },
  { href: paths.settings(), label: 'Settings', icon: Settings },
  { href: paths.users(), label: 'Users', icon: Users, adminOnly: true, wideOnly: true },
];

/** The navigation: a side bar, only icons where it is narrow, a bottom bar on a phone. */
export function SideNav({ isAdmin }: { isAdmin: boolean }) {
  const here = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface sm:sticky sm:top-0 sm:h-dvh sm:w-14 sm:shrink-0 sm:flex-col sm:gap-1 sm:border-t-0 sm:bg-transparent sm:p-2 lg:w-52"
    >
      <PageLink
        href={paths.overview()}
        aria-label="Heimdall, home"
        className="mb-2 hidden h-10 items-center gap-2.5 rounded-md px-2 text-lg font-semibold sm:flex"
      >
        <Logo className="size-6 shrink-0 text-accent" />
        <span className="max-lg:hidden">Heimdall</span>
      </PageLink>
      {NAV_ITEMS.filter(({ adminOnly }) => isAdmin || !adminOnly).map(
        ({ href, label, icon: Icon, counts, wideOnly }) => (
          <PageLink
            key={href}
            href={href}
            title={label}
            aria-describedby={counts ? URGENT_ID : undefined}
            aria-current={here === href || here.startsWith(`${href}/`) ? 'page' : undefined}
            className={clsx(
              'relative flex items-center gap-2.5 rounded-md text-muted transition-colors hover:bg-sunken hover:text-text',
              'max-sm:h-14 max-sm:min-w-0 max-sm:grow max-sm:basis-auto max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:text-xs sm:h-9 sm:px-2.5',
              wideOnly && 'max-sm:hidden',
              'aria-[current=page]:font-medium aria-[current=page]:text-accent sm:aria-[current=page]:bg-accent-soft',
            )}
          >
            <Icon aria-hidden className="size-[18px] shrink-0" />
            <span className="sm:max-lg:sr-only">{label}</span>
            {counts ? <UrgentCount /> : null}
          </PageLink>
        ),
      )}
    </nav>
  );
}

const URGENT_ID = 'urgent-findings';

/** How many critical and high findings are open. Beside an icon alone it is short. */
function UrgentCount() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.finding.urgent.queryOptions());
  if (!data?.count) return null;
  return (
    <span
      id={URGENT_ID}
      aria-hidden
      title="Open critical and high findings"
      className="rounded-full bg-critical-soft px-1.5 text-xs font-medium whitespace-nowrap text-critical tabular-nums max-lg:absolute max-lg:top-0.5 max-lg:left-[calc(50%+2px)] lg:ml-auto"
    >
      <span className="max-lg:hidden">{formatCount(data.count)}</span>
      <span className="lg:hidden">{data.count > 99 ? '99+' : data.count}</span>
      <span className="sr-only"> open critical and high findings</span>
    </span>
  );
}
