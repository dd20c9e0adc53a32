import type { Context } from '@/domain/context';
import { areOthersAtWork } from '@/domain/deletions/lifecycle';
import type { Pace } from '@/domain/deletions/rules';

/**
 * Has a purge give way: after a batch beside which others were at work, as beside the one before it, it leaves the server to
 * them for as long as that batch took. Who is there beside one batch only may just be looking how far the purge is.
 * @param mostMs the longest rest, in milliseconds: a batch that took longer had to wait itself
 * @param rest waits for so many milliseconds
 */
export function givingWay(
  makeContext: () => Context,
  mostMs: number,
  rest: (ms: number) => Promise<unknown>,
): NonNullable<Pace['between']> {
  let wasCrowded = false;
  return async (tookMs) => {
    const isCrowded = await areOthersAtWork(makeContext(), tookMs);
    if (isCrowded && wasCrowded) await rest(Math.min(tookMs, mostMs));
    wasCrowded = isCrowded;
  };
}
