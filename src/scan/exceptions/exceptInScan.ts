import type { Exception } from '@/engines/dependencies/package';
import type { FileDetection } from '@/engines/engine';
import type { CoverageLog } from '../coverage';
import { EngineFault } from '../pool/engine';
import type { ScanEngines } from '../pool/pool';
import { readExceptionsIn } from '../pool/tasks';
import { exceptDetections, type PackageDetection } from './except';
import type { ExceptionFile } from './exceptionFile';

/** What exceptions need of their scan. */
export type ExceptingScan = {
  /** They read the file, and match the paths of exceptions. */
  readonly engines: Pick<ScanEngines, 'runFirst'>;
  readonly exceptionFile: ExceptionFile;
  readonly coverage: Pick<CoverageLog, 'addLimit' | 'addNote'>;
  readonly now: Date;
};

/** What of a scan's detections is excepted. */
export type Excepting = {
  readonly exceptions: readonly Exception[];
  /** Marks what is excepted. */
  readonly except: (detections: readonly FileDetection[]) => Promise<readonly PackageDetection[]>;
};

/**
 * Reads the exceptions of a scan. The coverage says what was not applied of them.
 * Where the engine fails nothing is excepted, and the scan is partial.
 * @throws the signal's reason
 */
export async function openExceptions(scan: ExceptingScan): Promise<Excepting> {
  const { engines, exceptionFile, now } = scan;
  const none = { exceptions: [], problems: [] };
  const exceptions = (await noted(scan, () => readExceptionsIn(engines, exceptionFile), none)).exceptions;
  return {
    exceptions,
    except: async (found) => {
      const nothing = { detections: found.map((one) => ({ ...one, excepted: null })), problems: [] };
      const run = () => exceptDetections(engines, exceptions, found, now);
      return (await noted(scan, run, nothing)).detections;
    },
  };
}

/** Runs work of an engine, and records its problems. */
async function noted<T extends { readonly problems: readonly string[] }>(
  { coverage }: ExceptingScan,
  run: () => Promise<T>,
  fallback: T,
): Promise<T> {
  try {
    const done = await run();
    for (const problem of done.problems) coverage.addNote(problem);
    return done;
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    coverage.addLimit(error.message);
    return fallback;
  }
}
