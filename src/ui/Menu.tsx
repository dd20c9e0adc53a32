'use client';

import * as Radix from '@radix-ui/react-dropdown-menu';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A menu that a button opens. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 animate-appear rounded-lg border border-line bg-surface p-1 shadow-lg"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemStyle =
  'flex h-8 items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken max-sm:h-10 [&_svg]:size-4 [&_svg]:text-muted';

export function MenuItem(props: { onSelect: () => void; danger?: boolean; children: ReactNode }) {
  return (
    <Radix.Item
      onSelect={props.onSelect}
      className={clsx(itemStyle, 'cursor-pointer', props.danger && 'text-critical [&_svg]:text-critical')}
    >
      {props.children}
    </Radix.Item>
  );
}

export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Radix.Item asChild>
      <Link href={href} className={itemStyle}>
        {children}
      </Link>
    </Radix.Item>
  );
}

/** A line of the menu that only tells. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-sm text-muted">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
