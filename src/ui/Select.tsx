import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { inputStyle } from './styles';

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={clsx(inputStyle, 'pr-1', className)} {...rest} />;
}
