import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { chosenTheme, THEME_COOKIE } from '@/lib/theme';
import { ApiProvider } from '@/trpc/react';
import { Toaster } from '@/ui/Toaster';

export const metadata: Metadata = {
  title: { default: 'Heimdall', template: '%s · Heimdall' },
  description: 'Self-hosted security scanning for Git repositories',
  icons: {
    icon: [
      { url: '/mark.svg', type: 'image/svg+xml' },
      { url: '/favicon.ico', sizes: '32x32' },
    ],
    apple: '/apple-touch-icon.png',
  },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0e12' },
  ],
};

/** Covers the viewport on the first paint of a page. */
const WHOLE = 'whole-page';

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = chosenTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    // The theme's attribute is changed outside of React.
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <head>
        {/* A page is streamed. Without this, its first half is painted and moves when the second arrives. */}
        <link rel="expect" href={`#${WHOLE}`} blocking="render" />
      </head>
      <body>
        <ApiProvider>
          {children}
          <Toaster />
        </ApiProvider>
        <span id={WHOLE} hidden />
      </body>
    </html>
  );
}
