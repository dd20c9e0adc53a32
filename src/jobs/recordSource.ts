import type { Item } from '@/advisories/item';
import {
  recordAdvisories,
  recordEpss,
  recordExploited,
  recordSources,
  removeMissing,
} from '@/domain/advisories/lifecycle';
import { BATCH_ADVISORIES, BATCH_CHARACTERS, packagesOf } from '@/domain/advisories/rules';
import type { AdvisoryOrigin, ImportCounts } from '@/domain/advisories/schema';
import type { Db } from '@/domain/context';
import type { Advisory } from '@/engines/dependencies/advisory';
import { countOf } from '@/lib/format';

export type RecordOptions = {
  readonly db: Db;
  readonly origin: AdvisoryOrigin;
  /** The time of a downloaded source. Entries of OSV's archives have the times of their advisories. */
  readonly dataOf?: Date;
  /** Ends the import between two batches. What was stored stays, and is skipped when the import is repeated. */
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onProgress?: (counts: ImportCounts) => void | Promise<void>;
};

export type RecordResult = { readonly counts: ImportCounts; readonly notes: readonly string[] };

/** How many bad documents are named. */
const MOST_NAMED = 10;
/** If more than this share of a database is gone at once, the source is hardly complete. */
const MOST_GONE = 0.1;
const FEW_GONE = 20;

/**
 * Stores what a source of advisories holds, in batches. Repeating it is harmless, and fast for what is stored already.
 * Its ecosystems count as imported only when the source has been read to its end.
 */
export async function recordSource(
  items: AsyncIterable<Item>,
  options: RecordOptions,
): Promise<RecordResult> {
  const { db, origin, signal, onProgress } = options;
  const stored = () => ({ db, now: new Date() });
  const counts = { read: 0, changed: 0, removed: 0, refused: 0 };
  const notes = createNotes();
  const seen = createSeen();
  let batch: Advisory[] = [];
  let characters = 0;

  for await (const item of items) {
    if (item.type === 'dated') seen.date(item.at);
    else if (item.type === 'whole') seen.isWhole = true;
    else if (item.type === 'complete') seen.prefix = item.prefix;
    else await take(item);
  }
  await flush();
  await removeGone();
  await recordSources(
    stored(),
    seen.sources(new Date(), options.dataOf).map((source) => ({ ...source, source: origin })),
  );
  await onProgress?.({ ...counts });
  return { counts, notes: notes.all() };

  async function take(item: Exclude<Item, { type: 'dated' | 'whole' | 'complete' }>): Promise<void> {
    if (item.type === 'epss') {
      notes.scores += item.scores.length;
      counts.changed += await recordEpss(stored(), [...item.scores]);
      return flush();
    }
    if (item.type === 'exploited') {
      notes.exploited += item.cves.length;
      counts.changed += await recordExploited(stored(), item.cves);
      return;
    }
    counts.read += 1;
    if (item.type === 'bad') {
      counts.refused += 1;
      notes.refuse(`${item.name} ${item.problem}`);
    } else {
      seen.add(item.advisory);
      batch.push(item.advisory);
      characters += sizeOf(item.advisory);
    }
    // Also after bad documents alone, as a source of nothing else must end when it is asked to.
    if (counts.read % BATCH_ADVISORIES === 0 || characters >= BATCH_CHARACTERS) await flush();
  }

  async function flush(): Promise<void> {
    if (batch.length > 0) {
      const { changed, foreign } = await recordAdvisories(stored(), batch);
      counts.changed += changed;
      notes.foreign += foreign;
    }
    batch = [];
    characters = 0;
    await onProgress?.({ ...counts });
    signal?.throwIfAborted();
  }

  async function removeGone(): Promise<void> {
    if (seen.prefix === undefined || seen.ids.size === 0) return;
    const most = Math.max(FEW_GONE, Math.floor(seen.ids.size * MOST_GONE));
    const source = { prefix: seen.prefix, newest: seen.newest, most, has: (id: string) => seen.ids.has(id) };
    const { missing, isDone } = await removeMissing(stored(), source);
    if (isDone) counts.removed += missing;
    else
      notes.say(
        `${missing} ${seen.prefix} advisories are not in this source; as these are many, they were kept.`,
      );
  }
}

/** About the length of its document: most of it are texts and lists of versions. */
function sizeOf({ details, affected }: Advisory): number {
  return 1_000 + details.length + affected.reduce((sum, { versions }) => sum + 100 + versions.length * 12, 0);
}

/** What has been read of a source. */
function createSeen() {
  const ecosystems = new Set<string>();
  let newestDate: Date | undefined;
  return {
    /** Ids are kept for comparing with what is stored: 20 MB for the largest database. */
    ids: new Set<string>(),
    newest: new Date(0),
    prefix: undefined as string | undefined,
    isWhole: false,
    add(advisory: Advisory) {
      this.ids.add(advisory.id);
      const modified = new Date(advisory.modified);
      if (modified > this.newest) this.newest = modified;
      // One about several ecosystems may be in a source of any of them.
      const [own, another] = new Set(packagesOf(advisory).map(({ ecosystem }) => ecosystem));
      if (own !== undefined && another === undefined) ecosystems.add(own);
    },
    date(at: Date) {
      if (newestDate === undefined || at > newestDate) newestDate = at;
    },
    /** The ecosystems of the source. Single advisories are not the data of their ecosystem. */
    sources(now: Date, dataOf = newestDate) {
      const updatedAt = dataOf === undefined || dataOf > now ? now : dataOf;
      return [...ecosystems].map((ecosystem) => ({ ecosystem, updatedAt, isWhole: this.isWhole }));
    },
  };
}

/** What an import has to say, a sentence each. */
function createNotes() {
  const said: string[] = [];
  const refused: string[] = [];
  let more = 0;
  return {
    foreign: 0,
    scores: 0,
    exploited: 0,
    say: (note: string) => void said.push(note),
    refuse: (note: string) => {
      if (refused.length < MOST_NAMED) refused.push(`${note}.`);
      else more += 1;
    },
    all() {
      return [
        ...(this.scores > 0 ? [`Read EPSS scores of ${countOf(this.scores, 'CVE')}.`] : []),
        ...(this.exploited > 0 ? [`Read ${countOf(this.exploited, 'exploited CVE')}.`] : []),
        ...(this.foreign > 0
          ? [`${foreignOf(this.foreign)} about ecosystems that Heimdall does not read.`]
          : []),
        ...said,
        ...refused,
        ...(more > 0 ? [`${countOf(more, 'further document')} could not be used.`] : []),
      ];
    },
  };
}

function foreignOf(count: number): string {
  return count === 1 ? '1 advisory is' : `${count} advisories are`;
}
