import { advisory, affects, dependency, upTo } from '@tests/support/advisories';
import { describe, expect, it } from 'vitest';
import type { Advisory, RangeEvent } from './advisory';
import { KnownPackage } from './known';
import type { LocatedPackage } from './package';
import { createPlanner } from './upgrade';

const of = (id: string, events: readonly RangeEvent[], ecosystem = 'npm') =>
  advisory(id, { affected: [affects(ecosystem, 'acme', events)] });

/** The upgrade that is planned for the first of the advisories. */
const planned = (version: string, advisories: readonly Advisory[], about: Partial<LocatedPackage> = {}) => {
  const known = new KnownPackage(advisories);
  const [first] = known.groups;
  return first && createPlanner(known)(dependency({ name: 'acme', version, ...about }))(first);
};

describe('the upgrade that fixes a vulnerability', () => {
  it('is the lowest version without any known vulnerability', () => {
    const advisories = [
      of('A-1', upTo('1.2.0')),
      of('A-2', [{ introduced: '1.2.0' }, { fixed: '1.2.5' }]),
      of('A-3', [{ introduced: '1.3.0' }, { fixed: '1.4.0' }]),
    ];
    expect(planned('1.0.0', advisories)).toEqual({
      to: '1.2.5',
      isMajor: false,
      through: null,
      remaining: 0,
    });
  });

  it('is one that the declared range allows, even if a lower one is not', () => {
    const advisories = [
      of('A-1', [{ introduced: '0' }, { fixed: '1.2.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }]),
    ];
    expect(planned('1.0.0', advisories, { range: '^1.0.0' })).toMatchObject({ to: '1.2.0', isMajor: false });
    expect(planned('1.0.0', advisories, { range: '>=1.0.0 <1.1.0 || ^2.0.0' })).toMatchObject({
      to: '2.1.0',
      isMajor: false,
    });
  });

  it('is marked where the range does not allow it', () => {
    const advisories = [of('A-1', upTo('2.0.0'))];
    expect(planned('1.0.0', advisories, { range: '^1.0.0' })).toMatchObject({ to: '2.0.0', isMajor: true });
    expect(planned('1.0.0', advisories)).toMatchObject({ to: '2.0.0', isMajor: true });
    expect(planned('0.2.0', [of('A-1', upTo('0.3.0'))])).toMatchObject({ to: '0.3.0', isMajor: true });
  });

  it('of a pinned version is none that breaks for its pin alone', () => {
    expect(planned('1.0.0', [of('A-1', upTo('1.2.0'))], { range: '1.0.0' })).toMatchObject({
      to: '1.2.0',
      isMajor: false,
    });
    const python = planned('3.2.1', [of('A-1', upTo('3.2.15'), 'PyPI')], {
      ecosystem: 'PyPI',
      range: '==3.2.1',
    });
    expect(python).toMatchObject({ to: '3.2.15', isMajor: false });
  });

  it('does not exist where no version is known to be fixed', () => {
    expect(planned('1.0.0', [of('A-1', [{ introduced: '0' }])])).toBeNull();
    expect(planned('1.0.0', [of('A-1', [{ introduced: '0' }, { lastAffected: '1.5.0' }])])).toBeNull();
    expect(
      planned('2.0.0', [of('A-1', [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '1.5.0' }])]),
    ).toBeNull();
  });

  it('says what is still known where nothing fixes everything', () => {
    const advisories = [of('A-1', upTo('1.2.0')), of('A-2', [{ introduced: '0' }])];
    expect(planned('1.0.0', advisories)).toMatchObject({ to: '1.2.0', remaining: 1 });
  });

  it('is a pre-release only where there is no other, or one is in use', () => {
    const both = [of('A-1', [{ introduced: '0' }, { fixed: '1.2.0-rc.1' }]), of('A-2', upTo('1.2.0'))];
    expect(planned('1.0.0', both)).toMatchObject({ to: '1.2.0' });
    expect(planned('1.0.0', both.slice(0, 1))).toMatchObject({ to: '1.2.0-rc.1' });
  });

  it('of a transitive package names the direct dependency that brings it', () => {
    const about = { direct: false, via: ['webpack@4.1.0', 'loader@2.0.0'] };
    expect(planned('1.0.0', [of('A-1', upTo('1.2.0'))], about)).toMatchObject({
      to: '1.2.0',
      through: 'webpack@4.1.0',
    });
  });
});
