import type { Advisory } from './advisory';
import { type AdvisoryGroup, foldAliases } from './fold';
import { isAbout, judge, type Verdict } from './match';
import type { Package } from './package';

/** What one database can say of a version, the others need not. */
const CLEAREST_FIRST = ['affected', 'unaffected', 'unknown', 'commits'] as const;

type Named = Pick<Package, 'ecosystem' | 'release' | 'name'>;

/** What is known of one package. Many files have the same version of it, so each version is judged once. */
export class KnownPackage {
  readonly groups: readonly AdvisoryGroup[];
  private readonly verdicts = new Map<string, readonly Verdict[]>();
  private readonly fixed = new Map<string | null, readonly string[]>();

  constructor(private readonly advisories: readonly Advisory[]) {
    this.groups = foldAliases(advisories);
  }

  /** Whether each group is about a version, in the order of the groups. */
  judge(named: Named, version: string): readonly Verdict[] {
    const place = `${named.release ?? ''}\0${version}`;
    const known = this.verdicts.get(place);
    if (known) return known;
    const found = this.groups.map(({ advisories }) => {
      const all = advisories.map((advisory) => judge(advisory, named, version));
      return CLEAREST_FIRST.find((verdict) => all.includes(verdict)) ?? 'unaffected';
    });
    this.verdicts.set(place, found);
    return found;
  }

  /** The versions that advisories call fixed, each once. */
  fixedVersions(named: Named): readonly string[] {
    const known = this.fixed.get(named.release);
    if (known) return known;
    const ranges = this.advisories
      .filter(({ withdrawn }) => withdrawn === null)
      .flatMap(({ affected }) => affected.filter((one) => isAbout(one, named)))
      .flatMap((one) => one.ranges.filter(({ type }) => type !== 'GIT'));
    const events = ranges.flatMap((range) => range.events);
    const found = [...new Set(events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])))];
    this.fixed.set(named.release, found);
    return found;
  }
}
