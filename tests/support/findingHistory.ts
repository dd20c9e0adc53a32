import type pg from 'pg';
import type { BySeverity, SeriesDay } from '@/domain/findingCounts/schema';
import { SEVERITIES, type Severity } from '@/engines/engine';

type Finding = { id: string; severity: Severity; status: string; isOpen: boolean; firstSeenAt: Date };
type Day = { open: BySeverity; opened: number; fixed: number; ages: string[] };

export type HistoryByHand = {
  /** Counts what a step changes, on the day of its time. */
  during: (now: Date, step: () => Promise<unknown>) => Promise<void>;
  /** The history of the 90 days until a time, and the ages of what was fixed in them. */
  until: (now: Date) => { series: SeriesDay[]; open: BySeverity; change30d: BySeverity; ages: string[] };
};

const DAY_MS = 24 * 60 * 60 * 1000;
const NONE: BySeverity = { critical: 0, high: 0, medium: 0, low: 0 };

/** The history of all findings of a database. It compares all of them after each step with those before it. */
export function historyByHand(db: pg.Client): HistoryByHand {
  const days = new Map<string, Day>();
  let before = new Map<string, Finding>();

  async function readAll(): Promise<Map<string, Finding>> {
    const { rows } = await db.query<Finding>(
      `SELECT id, severity, status, status IN ('open', 'confirmed') AS "isOpen", first_seen_at AS "firstSeenAt"
       FROM findings`,
    );
    return new Map(rows.map((finding) => [finding.id, finding]));
  }

  async function during(now: Date, step: () => Promise<unknown>): Promise<void> {
    await step();
    const after = await readAll();
    const isFixed = ({ id, isOpen }: Finding) => isOpen && after.get(id)?.status === 'fixed';
    const fixed = [...before.values()].filter(isFixed);
    const opened = [...after.values()].filter(({ id, isOpen }) => isOpen && !before.get(id)?.isOpen);
    const day = days.get(dateOf(now)) ?? { open: NONE, opened: 0, fixed: 0, ages: [] };
    days.set(dateOf(now), {
      open: countOpen([...after.values()]),
      opened: day.opened + opened.length,
      fixed: day.fixed + fixed.length,
      ages: [
        ...day.ages,
        ...fixed.map(
          (it) => `${it.severity} ${Math.floor((now.getTime() - it.firstSeenAt.getTime()) / DAY_MS)}`,
        ),
      ],
    });
    before = after;
  }

  function until(now: Date) {
    const dates = Array.from({ length: 90 }, (_, at) => dateOf(new Date(now.getTime() - (89 - at) * DAY_MS)));
    const series = dates.map((date) => {
      const last = [...days].filter(([other]) => other <= date).at(-1)?.[1];
      const { opened = 0, fixed = 0 } = days.get(date) ?? {};
      return { date, ...(last?.open ?? NONE), opened, fixed };
    });
    const open = bySeverity((severity) => series.at(-1)?.[severity] ?? 0);
    const change30d = bySeverity((severity) => open[severity] - (series.at(-31)?.[severity] ?? 0));
    const ages = dates.flatMap((date) => days.get(date)?.ages ?? []).sort();
    return { series, open, change30d, ages };
  }

  return { during, until };
}

function dateOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function countOpen(findings: readonly Finding[]): BySeverity {
  return bySeverity((one) => findings.filter(({ isOpen, severity }) => isOpen && severity === one).length);
}

function bySeverity(of: (severity: Severity) => number): BySeverity {
  const [critical = 0, high = 0, medium = 0, low = 0] = SEVERITIES.map(of);
  return { critical, high, medium, low };
}
