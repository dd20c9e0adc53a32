'use client';

import { ErrorMessage } from '@/features/shell/ErrorMessage';

type Props = { error: Error & { digest?: string } };

export default function DashboardError({ error }: Props) {
  return <ErrorMessage digest={error.digest} onRetry={() => window.location.reload()} />;
}
