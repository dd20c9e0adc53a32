'use client';

import * as Radix from '@radix-ui/react-dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { iconButtonStyle } from './styles';
import { useFocusReturn } from './useFocusReturn';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Something is under way that closing would not stop: neither Escape nor a click outside closes. */
  held?: boolean;
  /** A selector of the control that the focus begins at, where that is not the first one. */
  focusOn?: string;
  children: ReactNode;
};

/** A dialog over the page: the focus goes in, stays in, and comes back to where it was. */
export function Dialog({ open, onClose, title, description, held = false, focusOn, children }: DialogProps) {
  const returnFocus = useFocusReturn();
  // autoFocus is not enough: a dialog that this one opens over takes the focus back before it knows.
  function beginFocus(event: Event): void {
    const content = event.currentTarget as HTMLElement;
    const wanted = focusOn ? content.querySelector<HTMLElement>(focusOn) : null;
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
  }
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || held || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={beginFocus}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[76vh] max-w-md animate-appear flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-xl"
        >
          <Radix.Title className="pr-8 text-lg font-semibold">{title}</Radix.Title>
          {description ? (
            <Radix.Description asChild>
              <div className="-mt-2 text-muted">{description}</div>
            </Radix.Description>
          ) : null}
          {children}
          {/* Last, so that the focus begins at what the dialog is about. */}
          <Radix.Close
            aria-label="Close"
            disabled={held}
            className={clsx(iconButtonStyle, 'absolute top-4 right-3')}
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A dialog's buttons, the one that acts last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>;
}
