import { describe, expect, it } from 'vitest';
import { eventsBetween, isOver, OPEN_STATUSES, STAGES, STATUS_DURING } from './rules';
import { SCAN_STATUSES, type Scan, type ScanProgress, type ScanStage, type ScanStatus } from './schema';

function progress(status: ScanStatus, files = 0): ScanProgress {
  const scan = { id: 'scan', status, errorMessage: status === 'failed' ? 'No such host.' : null } as Scan;
  const stages = STAGES.map(
    (name): ScanStage => ({
      ...{ name, status: 'pending', startedAt: null, completedAt: null, message: null },
      numbers: { filesDone: name === 'tree' ? files : 0 },
    }),
  );
  return { scan, stages };
}

describe('a scan', () => {
  it('is over in three statuses, and open in all others', () => {
    const over = SCAN_STATUSES.filter(isOver);
    expect(over).toEqual(['completed', 'failed', 'cancelled']);
    expect([...OPEN_STATUSES, ...over].sort()).toEqual([...SCAN_STATUSES].sort());
  });

  it('is open in each of its stages', () => {
    for (const stage of STAGES) expect(isOver(STATUS_DURING[stage])).toBe(false);
  });
});

describe('eventsBetween', () => {
  it('reports everything at first', () => {
    const now = progress('ingesting');
    expect(eventsBetween(null, now)).toEqual({ changes: [{ type: 'state', ...now }], end: undefined });
  });

  it('reports nothing where nothing has changed', () => {
    expect(eventsBetween(progress('ingesting'), progress('ingesting'))).toEqual({
      changes: [],
      end: undefined,
    });
  });

  it('reports a new status, and the stage whose numbers have changed', () => {
    const { changes } = eventsBetween(progress('ingesting'), progress('static_analysis', 7));
    expect(changes.map(({ type }) => type)).toEqual(['status_change', 'stage_update']);
    expect(changes[1]).toMatchObject({ stage: { name: 'tree', numbers: { filesDone: 7 } } });
  });

  it('ends with the scan, and with an error where it failed', () => {
    expect(eventsBetween(progress('reporting'), progress('completed')).end).toMatchObject({
      type: 'scan_complete',
    });
    expect(eventsBetween(null, progress('cancelled')).end).toMatchObject({ type: 'scan_complete' });
    expect(eventsBetween(null, progress('failed')).end).toMatchObject({
      type: 'error',
      message: 'No such host.',
    });
  });
});
