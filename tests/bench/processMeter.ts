import { readFileSync, writeFileSync } from 'node:fs';
import { descendants } from '@tests/support/scans';

/** The cost of a worker and its child processes: seconds of CPU, and peak memory in MB. */
export type Usage = {
  workerSeconds: number;
  engineSeconds: number;
  gitSeconds: number;
  /** In addition to the memory of the idle worker. */
  workerMegabytes: number;
  engineMegabytes: number;
};

type Kind = 'worker' | 'engine' | 'git';
type Sample = { kind: Kind; seconds: number; megabytes: number };

const SAMPLE_MS = 50;
/** Source: sysconf(_SC_CLK_TCK), which is 100 on every Linux that Node.js supports. */
const TICKS_A_SECOND = 100;

/**
 * Measures a worker process while `use` runs. Linux only.
 * A child that lives for less than a sample is missed.
 */
export async function meter(pid: number, use: () => Promise<void>): Promise<Usage> {
  const idleMegabytes = residentMegabytes(pid);
  const idleSeconds = cpuSeconds(pid);
  // Resets the worker's peak memory. Source: proc(5), clear_refs.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const samples = new Map<number, Sample>();
  const sample = () => {
    for (const { pid: child, command } of descendants(pid)) note(samples, child, kindOf(command));
  };
  const timer = setInterval(sample, SAMPLE_MS);
  try {
    await use();
  } finally {
    clearInterval(timer);
  }
  const all = [...samples.values()];
  const secondsOf = (kind: Kind) => sum(all.filter((it) => it.kind === kind).map((it) => it.seconds));
  return {
    workerSeconds: cpuSeconds(pid) - idleSeconds,
    engineSeconds: secondsOf('engine'),
    gitSeconds: secondsOf('git'),
    workerMegabytes: Math.max(0, peakMegabytes(pid) - idleMegabytes),
    engineMegabytes: Math.max(0, ...all.filter((it) => it.kind === 'engine').map((it) => it.megabytes)),
  };
}

function kindOf(command: string): Kind {
  return command.includes('engineProcess') ? 'engine' : 'git';
}

function note(samples: Map<number, Sample>, pid: number, kind: Kind): void {
  try {
    const megabytes = Math.max(samples.get(pid)?.megabytes ?? 0, peakMegabytes(pid));
    samples.set(pid, { kind, seconds: cpuSeconds(pid), megabytes });
  } catch {
    // The process has ended since it was listed; its last sample stays.
  }
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function peakMegabytes(pid: number): number {
  return statusMegabytes(pid, 'VmHWM');
}

export function residentMegabytes(pid: number): number {
  return statusMegabytes(pid, 'VmRSS');
}

function statusMegabytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`process ${pid} has no ${field}`);
  return Number(kilobytes) / 1024;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
