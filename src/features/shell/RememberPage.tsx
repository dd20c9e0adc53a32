'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { rememberPage } from './recentPages';

/** Makes a page one of the recent ones, which the commands offer first. */
export function RememberPage({ title }: { title: string }) {
  const path = usePathname();
  useEffect(() => rememberPage(path, title), [path, title]);
  return null;
}
