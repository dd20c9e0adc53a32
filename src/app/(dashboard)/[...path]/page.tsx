import type { Metadata } from 'next';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { noSuchPage } from '@/server/page';

export const metadata: Metadata = { title: REFUSAL_TITLES.not_found };

/** All unknown addresses. Next's own page would show neither the theme nor the user. */
export default function NoSuchPage() {
  return <Refused refusal={noSuchPage()} />;
}
