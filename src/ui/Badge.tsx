import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'neutral' | 'good' | 'warning' | 'danger' | 'active' | 'critical' | 'high' | 'medium' | 'low';

const TONES: Record<Tone, string> = {
  neutral: 'text-muted',
  good: 'text-good',
  warning: 'text-medium',
  danger: 'text-critical',
  active: 'text-accent',
  critical: 'text-critical',
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
};

export type BadgeLook = { tone: Tone; icon: LucideIcon; spins?: boolean };

/** A state: always an icon and a word, with a colour beside. */
export function Badge({ look, children }: { look: BadgeLook; children: ReactNode }) {
  const Icon = look.icon;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon
        aria-hidden
        className={clsx(
          'size-4 shrink-0',
          TONES[look.tone],
          look.spins && 'animate-spin [animation-duration:1.6s]',
        )}
      />
      {children}
    </span>
  );
}
