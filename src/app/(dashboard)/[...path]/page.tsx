import type { Metadata } from 'next';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { noSuchPage } from '@/server/page';

export const metadata: Metadata = { title: REFUSAL_TITLES.not_found };

/** Every address that no other page has: Next's own answer would know neither the theme nor the reader. */
export default function NoSuchPage() {
  return <Refused refusal={noSuchPage()} />;
}
