'use client';

import './globals.css';
import { ErrorMessage } from '@/features/shell/ErrorMessage';
import { rememberedTheme } from '@/features/shell/rememberedTheme';

type Props = { error: Error & { digest?: string } };

/** Replaces everything if even the frame of the pages could not be rendered. */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en" data-theme={rememberedTheme()} suppressHydrationWarning>
      <body>
        <ErrorMessage digest={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
