import { useState } from 'react';
import type { Overtaken } from '@/domain/triages/rules';
import type { ApiClient } from '@/trpc/client';
import { useTRPCClient } from '@/trpc/react';
import { messageOf, refusalOf } from '@/trpc/refusal';
import type { FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import { eventWords } from './eventWords';

/**
 * What somebody else has changed of a finding since the user saw it.
 * @param onNews called with the row as it is now, so that the user can decide again
 */
export function useNews(onNews: (row: FindingRow) => void) {
  const client = useTRPCClient();
  const [news, setNews] = useState<string>();

  async function learn(row: FindingRow): Promise<void> {
    const { id } = row;
    const [{ status, version }, sentence] = await Promise.all([
      client.finding.byId.query({ id }),
      lastChange(client, id),
    ]);
    setNews(`${sentence} Decide again to replace it.`);
    onNews({ ...row, status, version });
  }

  return {
    news,
    clearNews: () => setNews(undefined),
    /** Changes a finding. If somebody else was first, that is the news. */
    noticing: async (row: FindingRow | undefined, change: () => Promise<unknown>): Promise<void> => {
      setNews(undefined);
      try {
        await change();
      } catch (error) {
        if (row && isNews(error)) await learn(row);
        throw error;
      }
    },
  };
}

/** What was changed last of a finding, by whom and why. */
export async function lastChange(client: ApiClient, id: string): Promise<string> {
  return `Changed meanwhile: ${await changeOf(client, id)}.`;
}

/** As many are named, also of a selection that took several calls. */
const MOST_SHOWN = 3;

/** Which findings a change has skipped, as others had changed them. Empty if there are none. */
export async function overtakenText(client: ApiClient, parts: readonly Overtaken[]): Promise<string> {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return '';
  const named = parts.flatMap(({ first }) => first).slice(0, MOST_SHOWN);
  const sentences = await Promise.all(
    named.map(async (id) => {
      const [{ title }, change] = await Promise.all([
        client.finding.byId.query({ id }),
        changeOf(client, id),
      ]);
      return `${title} (${change})`;
    }),
  );
  const others = count > named.length ? [`${count - named.length} more`] : [];
  return `. Skipped, as changed meanwhile: ${[...sentences, ...others].join(', ')}`;
}

async function changeOf(client: ApiClient, id: string): Promise<string> {
  const [me, { items, names }] = await Promise.all([
    client.account.me.query(),
    client.triage.events.query({ id, limit: 1 }),
  ]);
  const [event] = items;
  const what = event ? eventWords(event, { me: me.id, names }) : 'its reason was changed';
  const why = event?.comment ? ` (${event.comment})` : '';
  return `${what}${why}`;
}

/** Whether a change failed because somebody else was first. */
export function isNews(error: unknown): boolean {
  return refusalOf(error).reason === 'finding_changed';
}

/** Shows a failure, unless the news say it. */
export function showUnlessNews(error: unknown): void {
  const message = messageOf(error);
  if (message && !isNews(error)) showFailure(message);
}
