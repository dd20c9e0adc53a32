import { describe, expect, it } from 'vitest';
import { coverageFields } from '@/domain/scans/schema';
import { createCoverageLog } from './coverage';

describe('the coverage log', () => {
  it('counts scanned files, and those with a reused result', () => {
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

  it('reports a few examples of each reason, and exact numbers', () => {
    const log = createCoverageLog('branch');
    for (let n = 0; n < 9; n++) log.skipped('binary', `image-${n}.png`, 100);
    const [skip] = log.report(true).skipped;
    expect(skip).toMatchObject({ reason: 'binary', files: 9, bytes: 900, cutsShort: false });
    expect(skip?.examples).toHaveLength(5);
  });

  it('stays complete when files without text are skipped, and not when a limit skips files', () => {
    const log = createCoverageLog('branch');
    log.skipped('symlink', 'link', 0);
    expect(log.isComplete()).toBe(true);
    log.skipped('too_large', 'dump.sql', 1);
    expect(log.isComplete()).toBe(false);
  });

  it('is partial after any limit, and reports each limit once', () => {
    const log = createCoverageLog('all');
    log.addLimit('Too many commits.');
    log.addLimit('Too many commits.');
    expect(log.report(true)).toMatchObject({ complete: false, limitsHit: ['Too many commits.'] });
  });

  it('has no completeness before the scan is over, and fits the stored fields', () => {
    const report = createCoverageLog('all').report(false);
    expect(report.complete).toBeNull();
    expect(coverageFields.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});
