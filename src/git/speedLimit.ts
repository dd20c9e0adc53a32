import { LOW_SPEED } from './hardening';

/** The minimum speed of a transfer by ssh, for which git has no setting. */
export type SpeedLimit = {
  /** Counts bytes that arrived beside those in packs, such as progress reports. */
  count: (bytes: number) => void;
  /** Whether too little has arrived in the last period. @param packBytes the size of all packs */
  isMissed: (packBytes: number) => boolean;
};

/** @param seconds how long a transfer may stay below the minimum speed */
export function createSpeedLimit(seconds: number, now: () => number = Date.now): SpeedLimit {
  let beside = 0;
  let period = { began: now(), bytes: 0 };
  return {
    count: (bytes) => {
      beside += bytes;
    },
    isMissed: (packBytes) => {
      const time = now();
      if (time - period.began < seconds * 1000) return false;
      const bytes = packBytes + beside;
      const isSlow = bytes - period.bytes < LOW_SPEED * seconds;
      period = { began: time, bytes };
      return isSlow;
    },
  };
}
