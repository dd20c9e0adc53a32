import { clsx } from 'clsx';
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

/** `wide` gives it a whole row. */
export function Fact(props: { name: string; wide?: boolean; children: ReactNode }) {
  const { name, wide = false, children } = props;
  return (
    <div className={clsx('min-w-0', wide && 'col-span-full')}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
