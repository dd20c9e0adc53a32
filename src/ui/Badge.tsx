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

export type BadgeStyle = { tone: Tone; icon: LucideIcon; spins?: boolean };

/** A state: always an icon and a word, and a colour. */
export function Badge({ appearance, children }: { appearance: BadgeStyle; children: ReactNode }) {
  const Icon = appearance.icon;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon
        aria-hidden
        className={clsx(
          'size-4 shrink-0',
          TONES[appearance.tone],
          appearance.spins && 'animate-spin [animation-duration:1.6s]',
        )}
      />
      {children}
    </span>
  );
}
