import { useEffect, useRef, useState } from 'react';

/** Takes files that are dropped anywhere on the page. @returns whether some are being dragged over it */
export function useFileDrop(onDrop: (files: File[]) => void, isWanted: boolean): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    if (!isWanted) return;
    // Entering and leaving are reported for each element below the pointer.
    let depth = 0;
    const move = (by: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = Math.max(depth + by, 0);
      setOver(depth > 0);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: move(1), dragover: move(0), dragleave: move(-1), drop };
    for (const [type, listener] of Object.entries(listeners)) {
      window.addEventListener(type as keyof typeof listeners, listener);
    }
    return () => {
      setOver(false);
      for (const [type, listener] of Object.entries(listeners)) {
        window.removeEventListener(type as keyof typeof listeners, listener);
      }
    };
  }, [isWanted]);
  return isOver;
}

/** Text and links can be dragged too, and the browser deals with them. */
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
