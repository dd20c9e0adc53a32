'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** A link by its address, and its place among the links of a page that have the same. */
type Left = { readonly href: string; readonly place: number };

/** The link by which each page was left, by the page's address. */
const leftBy = new Map<string, Left>();
const MOST_LEFT = 50;

const here = () => window.location.pathname + window.location.search;

/** After the way back, the link by which a page was left has the focus again. */
export function FocusMemory() {
  const shown = `${usePathname()}?${useSearchParams()}`;
  const isBack = useRef(false);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLElement>('#content a[href]');
      const href = link?.getAttribute('href');
      if (link && href) remember(here(), { href, place: linksTo(href).indexOf(link) });
      isBack.current = false;
    };
    const onBack = () => {
      isBack.current = true;
    };
    document.addEventListener('click', onClick, true);
    window.addEventListener('popstate', onBack);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('popstate', onBack);
    };
  }, []);
  // The address changes before what is shown does, so a link of the page that is left could be taken.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that is shown decides anew
  useEffect(() => {
    const left = isBack.current ? leftBy.get(here()) : undefined;
    isBack.current = false;
    return left && focusWhenThere(left);
  }, [shown]);
  return null;
}

function linksTo(href: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`#content a[href="${CSS.escape(href)}"]`)];
}

function remember(page: string, left: Left): void {
  leftBy.delete(page);
  leftBy.set(page, left);
  const [oldest] = leftBy.keys();
  if (leftBy.size > MOST_LEFT && oldest !== undefined) leftBy.delete(oldest);
}

/** @returns stops waiting, which the reader's next key or click does too */
function focusWhenThere({ href, place }: Left): () => void {
  const tryIt = () => {
    const link = linksTo(href)[place];
    const isFree = document.activeElement === null || document.activeElement === document.body;
    if (link && isFree) {
      link.focus({ preventScroll: true });
      stop();
    }
  };
  const observer = new MutationObserver(tryIt);
  const stop = () => {
    observer.disconnect();
    document.removeEventListener('keydown', stop);
    document.removeEventListener('pointerdown', stop);
  };
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('keydown', stop);
  document.addEventListener('pointerdown', stop);
  // The page may be there already: then nothing changes that could be observed.
  requestAnimationFrame(tryIt);
  return stop;
}
