import { clsx } from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'danger';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:opacity-90',
  secondary: 'border border-control/60 bg-surface hover:bg-sunken',
  danger: 'bg-critical text-on-accent hover:opacity-90',
};

/** The style of a button, also for links. */
export function buttonStyle(variant: ButtonVariant = 'secondary', extra?: string): string {
  return clsx(
    'inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-md px-3 font-medium whitespace-nowrap transition-colors select-none',
    'max-sm:h-10 aria-disabled:cursor-default aria-disabled:opacity-60',
    VARIANTS[variant],
    extra,
  );
}

/** A square button that shows only an icon. */
export const iconButtonStyle =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text max-sm:size-10';

/** A text field. At less than 16 px, a phone would zoom in when it is touched. */
export const inputStyle =
  'h-8 w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-text placeholder:text-muted max-sm:h-10 max-sm:text-lg aria-invalid:border-critical';

/** Underlined, as colour alone does not mark a link within a sentence. */
export const linkStyle =
  'text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent';

/** The frame of a card or a table. */
export const panelStyle = 'rounded-lg border border-line bg-surface';
