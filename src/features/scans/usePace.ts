import { useEffect, useRef, useState } from 'react';
import type { ScanStage } from '@/trpc/types';
import { paceOf, type Step, stepOf, withStep } from './pace';

/** Rate and time left of a running stage, by what was seen of it since the page was opened. */
export function usePace(stage: ScanStage): string {
  const steps = useRef<readonly Step[]>([]);
  const [pace, setPace] = useState('');
  useEffect(() => {
    steps.current = withStep(steps.current, stepOf(stage, performance.now()));
    setPace(paceOf(steps.current));
  }, [stage]);
  return pace;
}
