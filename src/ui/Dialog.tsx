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
  /** Closing would not stop a running action, so Escape and a click outside do not close. */
  held?: boolean;
  /** A selector of the control that gets the focus first, if it is not the first control. */
  focusOn?: string;
  children: ReactNode;
};

/** A dialog over the page: the focus moves in, stays in, and returns when it closes. */
export function Dialog({ open, onClose, title, description, held = false, focusOn, children }: DialogProps) {
  const returnFocus = useFocusReturn();
  // autoFocus is not enough: a dialog below this one takes the focus back before it is paused.
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
          {/* Last, so that the content gets the focus first. */}
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

/** A dialog's buttons, the main one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>;
}
