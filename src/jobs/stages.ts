import { enterStage, leaveStage } from '@/domain/scans/lifecycle';
import type { StageName } from '@/domain/scans/rules';
import type { ScanContext } from './scanContext';

/** Why a scan can't be done. The message is for users, and says what to do. */
export class ScanRefused extends Error {
  override readonly name = 'ScanRefused';
}

/** Runs stages: records when each begins and ends, with its numbers, and the coverage so far. */
export function createStages({ options: { makeContext }, run, heartbeat, coverage }: ScanContext) {
  return async <T>(name: StageName, work: () => Promise<T>): Promise<T> => {
    heartbeat.signal.throwIfAborted();
    await enterStage(makeContext(), run, name);
    heartbeat.enter(name);
    const result = await work();
    const end = { status: 'completed' as const, numbers: { ...heartbeat.numbers }, message: null };
    await leaveStage(makeContext(), run, name, end, coverage.report(false));
    return result;
  };
}
