import { messageOf, refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Whether a change failed because somebody else was first. */
export function isNews(error: unknown): boolean {
  return refusalOf(error).reason === 'finding_changed';
}

/** Shows a failure, unless the news say it. */
export function showUnlessNews(error: unknown): void {
  const message = messageOf(error);
  if (message && !isNews(error)) showFailure(message);
}
