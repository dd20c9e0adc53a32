import type { Context } from '@/domain/context';
import type { Pace } from '@/domain/purges/rules';
import { othersAtWork } from '@/domain/purges/service';

/**
 * Has a purge give way: after a batch beside which others were at work, as beside the one before it, it leaves the server to
 * them for as long as that batch took. Beside one batch only, it may be somebody who looks how far the purge is.
 * @param mostMs how long it may last, in milliseconds: a batch that itself had to wait is not waited for again
 * @param rest waits for so many milliseconds
 */
export function givingWay(
  makeContext: () => Context,
  mostMs: number,
  rest: (ms: number) => Promise<unknown>,
): NonNullable<Pace['between']> {
  let wasCrowded = false;
  return async (tookMs) => {
    const isCrowded = await othersAtWork(makeContext(), tookMs);
    if (isCrowded && wasCrowded) await rest(Math.min(tookMs, mostMs));
    wasCrowded = isCrowded;
  };
}
