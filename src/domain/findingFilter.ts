import { Prisma } from '@/generated/prisma/client';
import { globPattern } from '@/lib/globs';
import { MOST_FOUND } from './findingBounds';
import { isGiven, isRestricting } from './findings/rules';
import type { FindingFilter } from './findings/schema';
import { isId } from './ids';
import { escapeLike } from './page';

/** The filter of findings as SQL, for lists, counts and bulk changes. */

/**
 * Which findings a caller requests.
 * - `visible`: makes a statement that selects the ids of the visible repos, or of those among some
 * - `filter`, and `scanId` for those that a scan was the last to see
 * - `me`: the user whom the filter's `me` means
 */
export type Wanted = { visible: Visible; filter: FindingFilter; scanId?: string | undefined; me: string };
type Visible = (among?: string[]) => Prisma.Sql;

/** A condition on the table `f` of findings: they meet the filter. Lists, facets, exports and bulk changes use it. */
export function matching({ filter, scanId, me }: Omit<Wanted, 'visible'>): Prisma.Sql {
  const conditions = FILTERS.flatMap((name) => conditionOf(name, filter, me));
  if (scanId !== undefined) conditions.push(Prisma.sql`f.scan_id = ${scanId}::uuid`);
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}

type Filter = keyof Required<FindingFilter>;
type Value<F extends Filter> = NonNullable<FindingFilter[F]>;
type ToCondition<F extends Filter> = (value: Value<F>, me: string) => Prisma.Sql;

function conditionOf<F extends Filter>(name: F, filter: FindingFilter, me: string): Prisma.Sql[] {
  const value = filter[name];
  const toCondition: ToCondition<F> = CONDITIONS[name];
  return isRestricting(value) ? [toCondition(value as Value<F>, me)] : [];
}

const CONDITIONS: { [F in Filter]: ToCondition<F> } = {
  severity: (values) => Prisma.sql`f.severity = ANY(${values}::severity[])`,
  status: (values) => Prisma.sql`f.status = ANY(${values}::finding_status[])`,
  confidence: (values) => Prisma.sql`f.confidence = ANY(${values}::confidence[])`,
  source: (values) => Prisma.sql`f.source = ANY(${values}::text[])`,
  ruleId: (values) => Prisma.sql`f.rule_id = ANY(${values}::text[])`,
  repoId: (values) => Prisma.sql`f.repo_id = ANY(${values.filter(isId)}::uuid[])`,
  path: (values) => anyOf(values.map(isAt)),
  fileRole: (values) => Prisma.sql`f.file_role = ANY(${values}::file_role[])`,
  inTree: (values) => Prisma.sql`f.in_tree = ANY(${values}::boolean[])`,
  assignee: (values, me) => anyOf(values.map((one) => isAssignedTo(one, me))),
  introducedBy: (values) => Prisma.sql`f.introduced_by = ANY(${values}::text[])`,
  groupId: (values) => Prisma.sql`f.group_id = ANY(${values.filter(isId)}::uuid[])`,
  q: (text) => eachWord(text, contains),
  firstSeenAfter: (time) => Prisma.sql`f.first_seen_at >= ${time}::timestamptz`,
  firstSeenBefore: (time) => Prisma.sql`f.first_seen_at < ${time}::timestamptz`,
  fixedAfter: (time) => Prisma.sql`(f.status = 'fixed' AND f.fixed_at >= ${time}::timestamptz)`,
};
const FILTERS = Object.keys(CONDITIONS) as Filter[];

/** Whether no other filters are set than these. */
export function hasOnly(filter: FindingFilter, names: readonly Filter[]): boolean {
  return FILTERS.every((name) => names.includes(name) || !isRestricting(filter[name]));
}

function anyOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}

function isAt(path: string): Prisma.Sql {
  const pattern = globPattern(path);
  if (pattern !== undefined) return Prisma.sql`f.file_path ~ ${pattern}`;
  const folder = path.replace(/\/$/, '');
  return Prisma.sql`(f.file_path = ${folder} OR f.file_path LIKE ${`${escapeLike(folder)}/%`})`;
}

function isAssignedTo(who: string, me: string): Prisma.Sql {
  if (who === 'none') return Prisma.sql`f.assignee_id IS NULL`;
  return Prisma.sql`f.assignee_id = ${who === 'me' ? me : who}::uuid`;
}

/** As many words of a searched text are searched each for itself. What follows them is one more. */
const MOST_WORDS = 8;

function wordsOf(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  const rest = words.slice(MOST_WORDS).join(' ');
  return rest ? [...words.slice(0, MOST_WORDS), rest] : words;
}

/** A condition for each word of a text, with the pattern of ILIKE for texts that contain the word. */
function eachWord(text: string, condition: (pattern: string) => Prisma.Sql): Prisma.Sql {
  const words = wordsOf(text).map((word) => condition(`%${escapeLike(word)}%`));
  return words.length > 0 ? Prisma.sql`(${Prisma.join(words, ' AND ')})` : Prisma.sql`true`;
}

function contains(pattern: string): Prisma.Sql {
  return Prisma.sql`(f.title ILIKE ${pattern} OR f.rule_id ILIKE ${pattern} OR f.file_path ILIKE ${pattern})`;
}

/** The repos whose findings are meant, `repo` being the id of each. */
export function reposOf({ visible, filter: { repoId } }: Wanted): Prisma.Sql {
  const ids = visible(isGiven(repoId) ? repoId.filter(isId) : undefined);
  return Prisma.sql`SELECT id AS repo FROM (${ids}) AS visible`;
}

/** How far a list or a count of findings reads. */
export type Reach = {
  /** How many findings of each repo to examine. */
  each: number;
  /** Whether all findings of a searched text may be read, if so many of those that were examined have it. */
  isRare: (matched: number) => Promise<boolean>;
};

/** The index has texts by three letters or digits in a row. */
function isIndexed(text: string): boolean {
  return /[a-z0-9]{3}/i.test(text);
}

/** The ids of the findings that have the searched text, up to one more than the most. Undefined if no index knows. */
export function foundByText(wanted: Wanted): Prisma.Sql | undefined {
  const { q } = wanted.filter;
  if (q === undefined || !isIndexed(q)) return undefined;
  const most = MOST_FOUND + 1;
  const isIn = eachWord(q, (pattern) => Prisma.sql`text ILIKE ${pattern}`);
  return Prisma.sql`SELECT t.finding_id AS id FROM (${reposOf(wanted)}) AS r CROSS JOIN LATERAL (
    SELECT finding_id FROM finding_texts WHERE repo_id = r.repo AND ${isIn} LIMIT ${most}) AS t
    LIMIT ${most}`;
}

/** The filters of findings that foundByText has found: comparing their texts again costs more than reading them. */
export function matchingFound({ filter, ...wanted }: Wanted): Prisma.Sql {
  return matching({ ...wanted, filter: { ...filter, q: undefined } });
}

/** The tables `found` of ids, and `counted` of their number: none is read if there are too many. */
export function countedFound(found: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`found AS MATERIALIZED (${found}), counted AS (SELECT count(*)::int AS number FROM found)`;
}
