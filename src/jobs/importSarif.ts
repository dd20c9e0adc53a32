import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { claimScan } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { InvalidDocument } from '@/sarif/json';
import { readResults } from '@/sarif/readResults';
import { readRuns } from '@/sarif/readRuns';
import { textOf } from '@/sarif/unpack';
import { uploadOf } from '@/sarif/uploads';
import type { Recorded } from '@/scan/located';
import type { Handler } from './handler';
import { createImportMaker } from './importedFindings';
import { createImportLog } from './importLog';
import { createImportSink } from './importSink';
import { type Heartbeat, runClaimed, ScanRefused } from './runClaimed';
import type { ScanOptions } from './scanOptions';

/** Claims the next import and records its results. If this process dies, another worker begins it again. */
export const importSarifJob: Handler = async ({ scan: options, stopping }, claimant) => {
  const run = await claimScan(options.makeContext(), claimant, 'scan.import');
  if (!run) return undefined;
  const work = {
    run: (heartbeat: Heartbeat) => importSarif(options, run, heartbeat),
    doing: 'import results',
    fault: FAULT,
  };
  return () => runClaimed(options, run, work, stopping);
};

const FAULT = 'The import met a fault of Heimdall itself. The log of the worker says which.';
const NO_FILE =
  'The uploaded document is not on the machine of the worker. The web process and the worker need the same HEIMDALL_DATA_DIR.';

/** How many results one call records. */
const BATCH = 500;

async function importSarif(options: ScanOptions, run: ClaimedScan, heartbeat: Heartbeat): Promise<void> {
  const { makeContext, uploadsDir, engines, digestKey } = options;
  const file = uploadOf(uploadsDir, run.scanId);
  const open = () => textOf(createReadStream(file, { signal: heartbeat.signal }));
  try {
    const { runs, problems } = await readRuns(open);
    const log = createImportLog(runs, problems);
    const sink = createImportSink({ makeContext, run, heartbeat, log });
    const make = createImportMaker(engines, digestKey);
    await sink.begin();
    // The database records one batch while the next one is read.
    const recorder = createRecorder(sink.record);
    let batch: Recorded[] = [];
    for await (const read of readResults(open(), runs)) {
      heartbeat.signal.throwIfAborted();
      log.add(read);
      if (read.type === 'bad') heartbeat.numbers.refused = (heartbeat.numbers.refused ?? 0) + 1;
      if (read.type !== 'imported') continue;
      batch.push(make(read.result));
      if (batch.length < BATCH) continue;
      await recorder.add(batch);
      batch = [];
    }
    await recorder.add(batch);
    await recorder.end();
    await sink.finish();
  } catch (error) {
    if (error instanceof InvalidDocument)
      throw new ScanRefused(`The document can't be imported. ${error.message}.`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ScanRefused(NO_FILE);
    throw error;
  }
  // The sweep removes the file of any other end.
  await rm(file, { force: true });
}

/** Records batches one after another. A batch waits for the one before, and reports its error. */
function createRecorder(record: (batch: readonly Recorded[]) => Promise<void>) {
  let recording = Promise.resolve();
  return {
    add: async (batch: readonly Recorded[]) => {
      await recording;
      recording = record(batch);
      // The next call throws it. If there is none, the import has failed for another reason.
      recording.catch(() => undefined);
    },
    end: () => recording,
  };
}
