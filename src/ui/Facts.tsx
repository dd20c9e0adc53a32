import type { ReactNode } from 'react';
import { panelStyle } from './styles';

/** Names and values of one thing. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className={`${panelStyle} grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-4 p-4`}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
