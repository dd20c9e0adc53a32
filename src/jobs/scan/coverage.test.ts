import { describe, expect, it } from 'vitest';
import { coverageFields } from '@/domain/scans/schema';
import { createCoverageLog } from './coverage';

describe('the coverage log', () => {
  it('counts what was scanned, and what of it was known', () => {
    const log = createCoverageLog('branch');
    log.scanned(10, false);
    log.scanned(5, true);
    expect(log.report(true)).toMatchObject({
      filesScanned: 2,
      bytesScanned: 15,
      filesReused: 1,
      complete: true,
    });
  });

  it('tells a few examples of each reason, and all of the numbers', () => {
    const log = createCoverageLog('branch');
    for (let n = 0; n < 9; n++) log.skipped('binary', `image-${n}.png`, 100);
    const [skip] = log.report(true).skipped;
    expect(skip).toMatchObject({ reason: 'binary', files: 9, bytes: 900, cutsShort: false });
    expect(skip?.examples).toHaveLength(5);
  });

  it('stays complete over what holds no text, and not over what a limit left out', () => {
    const log = createCoverageLog('branch');
    log.skipped('symlink', 'link', 0);
    expect(log.isComplete()).toBe(true);
    log.skipped('too_large', 'dump.sql', 1);
    expect(log.isComplete()).toBe(false);
  });

  it('is partial for whatever cut the scan short, which is said once', () => {
    const log = createCoverageLog('all');
    log.cutShort('Too many commits.');
    log.cutShort('Too many commits.');
    expect(log.report(true)).toMatchObject({ complete: false, limitsHit: ['Too many commits.'] });
  });

  it('says nothing of completeness before the scan is over, and is what is stored', () => {
    const report = createCoverageLog('all').report(false);
    expect(report.complete).toBeNull();
    expect(coverageFields.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
