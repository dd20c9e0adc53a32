'use client';

import { ArrowRight, CircleCheck, CircleDashed, type LucideIcon, ShieldAlert } from 'lucide-react';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { type Verdict, verdictOf } from './overviewText';

const LOOKS: Record<Verdict['state'], { icon: LucideIcon; colour: string }> = {
  work: { icon: ShieldAlert, colour: 'text-critical' },
  minor: { icon: ShieldAlert, colour: 'text-muted' },
  clear: { icon: CircleCheck, colour: 'text-good' },
  unknown: { icon: CircleDashed, colour: 'text-medium' },
};

/** The state of all repositories in one sentence, with what to do about it. */
export function Headline({ overview }: { overview: Overview }) {
  const { state, message, basis } = verdictOf(overview, new Date());
  const { icon: Icon, colour } = LOOKS[state];
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex gap-3">
        <Icon aria-hidden className={`mt-1 size-7 shrink-0 max-sm:mt-0.5 max-sm:size-6 ${colour}`} />
        <div>
          <p className={`text-2xl font-semibold max-sm:text-xl ${state === 'clear' ? colour : ''}`}>
            {message}
          </p>
          {/* The clocks of the server and the reader differ a little. */}
          <p className="text-muted" suppressHydrationWarning>
            {basis}
          </p>
        </div>
      </div>
      <NextStep state={state} />
    </div>
  );
}

function NextStep({ state }: { state: Verdict['state'] }) {
  if (state === 'clear') return null;
  if (state === 'unknown') {
    return (
      <PageLink href={paths.repos()} className={buttonStyle('primary')}>
        See the repositories
      </PageLink>
    );
  }
  const isUrgent = state === 'work';
  return (
    <PageLink
      href={paths.findings(isUrgent ? 'severity=critical,high' : '')}
      className={buttonStyle(isUrgent ? 'primary' : 'secondary')}
    >
      Work through them
      <ArrowRight aria-hidden className="size-4" />
    </PageLink>
  );
}
