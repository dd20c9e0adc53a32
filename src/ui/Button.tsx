import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonVariant, buttonStyle, iconButtonStyle } from './styles';

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  /** An action is running: the button says so, does nothing, and keeps the focus. */
  busy?: boolean;
};

export function Button({ variant, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      aria-disabled={busy || undefined}
      className={buttonStyle(variant, className)}
      onClick={click}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </button>
  );
}

/** A button that shows only an icon. Its label is its accessible name. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(iconButtonStyle, className)}
      {...rest}
    />
  );
}
