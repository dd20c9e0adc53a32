import type { Metadata } from 'next';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';

export const metadata: Metadata = { title: REFUSAL_TITLES.not_found };

export default function NotFound() {
  return <Refused refusal="not_found" />;
}
