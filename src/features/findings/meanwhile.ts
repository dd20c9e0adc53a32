import { MOST_NAMED, type Overtaken } from '@/domain/triages/rules';
import type { ApiClient } from '@/trpc/client';
import { eventWords } from './eventWords';

/** What others have changed of findings since the user saw them, in words. */

/** What was changed last of a finding, by whom and why. */
export async function changedMeanwhile(client: ApiClient, id: string): Promise<string> {
  return `Changed meanwhile: ${await changeOf(client, id)}.`;
}

/** Which findings a change of one or several calls has skipped, as others had changed them. */
export async function overtakenText(client: ApiClient, parts: readonly Overtaken[]): Promise<string> {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const named = parts.flatMap(({ first }) => first).slice(0, MOST_NAMED);
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
