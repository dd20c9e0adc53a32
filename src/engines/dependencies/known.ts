import type { Advisory } from './advisory';
import { type Fixes, fixesOf } from './fixes';
import { type AdvisoryGroup, foldAliases } from './fold';
import { judge, type Verdict } from './match';
import type { Package } from './package';

/** What one database can say of a version, the others need not. */
const CLEAREST_FIRST = ['affected', 'unaffected', 'unknown', 'commits'] as const;

type Named = Pick<Package, 'ecosystem' | 'release' | 'name'>;

/** What the groups of a package say of one version. */
export type Judgement = {
  readonly affecting: readonly AdvisoryGroup[];
  /** Whether one has versions that can't be compared with it, or commits of Git alone. */
  readonly isUnknown: boolean;
  readonly isOfCommits: boolean;
};

/** What is known of one package. Many files have the same version of it, so each version is judged once. */
export class KnownPackage {
  readonly groups: readonly AdvisoryGroup[];
  private readonly judgements = new Map<string, Judgement>();
  private readonly fixes = new Map<string | null, Fixes>();

  constructor(advisories: readonly Advisory[]) {
    this.groups = foldAliases(advisories);
  }

  judge(named: Named, version: string): Judgement {
    const place = `${named.release ?? ''}\0${version}`;
    const known = this.judgements.get(place);
    if (known) return known;
    const verdicts = this.groups.map((group) => judgeGroup(group, named, version));
    const found = {
      affecting: this.groups.filter((_, index) => verdicts[index] === 'affected'),
      isUnknown: verdicts.includes('unknown'),
      isOfCommits: verdicts.includes('commits'),
    };
    this.judgements.set(place, found);
    return found;
  }

  fixesOf(named: Named): Fixes {
    const known = this.fixes.get(named.release) ?? fixesOf(this.groups, named);
    this.fixes.set(named.release, known);
    return known;
  }
}

function judgeGroup({ advisories }: AdvisoryGroup, named: Named, version: string): Verdict {
  const all = advisories.map((advisory) => judge(advisory, named, version));
  return CLEAREST_FIRST.find((verdict) => all.includes(verdict)) ?? 'unaffected';
}
