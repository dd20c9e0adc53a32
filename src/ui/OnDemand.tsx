'use client';

import { type ComponentType, useEffect, useRef, useState } from 'react';
import { showFailure } from './toast';

const MISSING = 'This part of the page could not be fetched. Check the connection, or reload the page.';

/** A component that pages open without. */
export type Part<Props> = { fetch: () => Promise<ComponentType<Props>>; fetched?: ComponentType<Props> };

type OnDemandProps<Props> = {
  part: Part<Props>;
  with: Props;
  /** The part can't be had, and what asked for it should stop to. */
  onMissing: () => void;
};

/**
 * Fetches a part when it is first shown. Where it can't be had, without a network or because another version of
 * Heimdall has been started, the page stays as it is, and says so; React's own `lazy` would take the page away.
 */
export function OnDemand<Props extends object>({ part, with: props, onMissing }: OnDemandProps<Props>) {
  const [Component, setComponent] = useState(() => part.fetched);
  const missing = useRef(onMissing);
  useEffect(() => {
    if (part.fetched) return;
    part.fetch().then(
      (component) => {
        part.fetched = component;
        setComponent(() => component);
      },
      () => {
        showFailure(MISSING);
        missing.current();
      },
    );
  }, [part]);
  return Component ? <Component {...props} /> : null;
}
