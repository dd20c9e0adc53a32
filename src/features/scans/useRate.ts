import { useEffect, useRef, useState } from 'react';
import type { ScanStage } from '@/trpc/types';
import { rateOf, type Step, stepOf, withStep } from './rate';

/** Rate and time left of a running stage, by what was seen of it since the page was opened. */
export function useRate(stage: ScanStage): string {
  const steps = useRef<readonly Step[]>([]);
  const [rate, setRate] = useState('');
  useEffect(() => {
    steps.current = withStep(steps.current, stepOf(stage, performance.now()));
    setRate(rateOf(steps.current));
  }, [stage]);
  return rate;
}
