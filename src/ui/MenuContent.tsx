'use client';

import * as Radix from '@radix-ui/react-dropdown-menu';
import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { type FocusEvent, Fragment, type ReactNode, useRef } from 'react';
import type { OpenMenu } from './Menu';
import { PageLink } from './PageLink';

export type MenuEntry = {
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** Below a line, as it is of another kind than the entries above. */
  apart?: boolean;
} & (
  | { href: string }
  | { onSelect: () => void }
  /** The address of a file, which the browser saves. */
  | { download: string; onSelect: () => void }
);

type MenuContentProps = OpenMenu & {
  /** A text above the entries. */
  heading?: ReactNode;
  entries: readonly MenuEntry[];
};

/** An open menu, below its parent element and inside it, so that it belongs to that part of the page. */
export function MenuContent({ label, heading, entries, focusFirst, onClose, onLeave }: MenuContentProps) {
  const entered = useRef(!focusFirst);

  function enter({ target, currentTarget }: FocusEvent<HTMLElement>): void {
    if (entered.current || target !== currentTarget) return;
    entered.current = true;
    currentTarget.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }

  return (
    <Radix.Root open modal={false} onOpenChange={onClose}>
      <Radix.Trigger asChild>
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Content
        aria-label={label}
        // Radix would label it by its trigger, which has no name.
        aria-labelledby={undefined}
        align="end"
        sideOffset={4}
        collisionPadding={8}
        onFocus={enter}
        onEscapeKeyDown={onLeave}
        onCloseAutoFocus={(event) => event.preventDefault()}
        className="z-50 min-w-48 animate-appear rounded-lg border border-line bg-surface p-1 text-left shadow-lg"
      >
        {heading ? <Radix.Label className="px-2 py-1.5 text-sm text-muted">{heading}</Radix.Label> : null}
        {heading ? <Radix.Separator className="my-1 h-px bg-line" /> : null}
        {entries.map((entry) => (
          <Fragment key={entry.label}>
            {entry.apart ? <Radix.Separator className="my-1 h-px bg-line" /> : null}
            <Entry entry={entry} onTaken={onLeave} />
          </Fragment>
        ))}
      </Radix.Content>
    </Radix.Root>
  );
}

function Entry({ entry, onTaken }: { entry: MenuEntry; onTaken: () => void }) {
  const { label, icon: Icon, danger } = entry;
  const style = clsx(
    'flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken max-sm:h-10',
    danger && 'text-critical',
  );
  const content = (
    <>
      <Icon aria-hidden className={clsx('size-4', !danger && 'text-muted')} />
      {label}
    </>
  );
  if ('href' in entry) {
    return (
      <Radix.Item asChild onSelect={onTaken}>
        <PageLink href={entry.href} className={style}>
          {content}
        </PageLink>
      </Radix.Item>
    );
  }
  if ('download' in entry) {
    return (
      <Radix.Item
        asChild
        onSelect={() => {
          onTaken();
          entry.onSelect();
        }}
      >
        <a href={entry.download} download className={style}>
          {content}
        </a>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item
      onSelect={() => {
        // Before the action, so that a dialog that opens now returns the focus to this place.
        onTaken();
        entry.onSelect();
      }}
      className={style}
    >
      {content}
    </Radix.Item>
  );
}
