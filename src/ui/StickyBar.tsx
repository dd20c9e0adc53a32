import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button';
import { panelStyle } from './styles';

type StickyBarProps = {
  /** What it is about, as its accessible name. */
  label: string;
  /** Such as `3 selected`; without one there is no bar. */
  text: string | undefined;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
};

/** What can be done with the selected rows of a list, at the bottom of the window. */
export function StickyBar({ label, text, closeLabel, onClose, children }: StickyBarProps) {
  return (
    <div className="sticky bottom-4 z-10 empty:hidden max-sm:bottom-18">
      {text === undefined ? null : (
        <section
          aria-label={label}
          className={`${panelStyle} flex animate-appear flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-lg max-sm:gap-1.5 max-sm:pl-2 max-sm:[&>button]:order-2 max-sm:[&>button]:px-2`}
        >
          <p
            role="status"
            className="mr-2 font-medium tabular-nums max-sm:mr-0 max-sm:w-[calc(100%-3.5rem)] max-sm:pl-1"
          >
            {text}
          </p>
          {children}
          <IconButton label={closeLabel} className="ml-auto max-sm:order-1!" onClick={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </section>
      )}
    </div>
  );
}
