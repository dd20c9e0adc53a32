import type { Metadata } from 'next';
import { NotFoundMessage } from '@/features/shell/NotFoundMessage';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return <NotFoundMessage />;
}
