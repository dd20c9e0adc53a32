'use client';

import { type ComponentType, useEffect, useRef, useState } from 'react';
import { showFailure } from './toast';

/** What is shown in place of a part that can't be loaded. */
const MISSING = 'This part of the page could not be fetched. Check the connection, or reload the page.';

/** A component that is loaded after its page. */
export type Part<Props> = { fetch: () => Promise<ComponentType<Props>>; fetched?: ComponentType<Props> };

type OnDemandProps<Props> = {
  part: Part<Props>;
  with: Props;
  /** The part can't be loaded, so the owner should close it. */
  onMissing: () => void;
};

/**
 * Loads a part when it is first shown.
 * Without a network, or after an update of Heimdall, that fails. The page then stays and shows a message;
 * React's own `lazy` would remove the page.
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
