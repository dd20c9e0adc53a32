'use client';

import {
  Activity,
  type ComponentType,
  type ReactNode,
  startTransition,
  use,
  useEffect,
  useState,
} from 'react';
import { linkStyle } from './styles';

type Loading<Props> = Promise<ComponentType<Props> | undefined>;
type Source<Props> = {
  /** The component, the same for all places; undefined if its script does not come. */
  load: () => Loading<Props>;
  /** Lets the next place, or the next attempt, load it anew. */
  forget: () => void;
};

/**
 * A part of a page whose script is loaded after the page's own. The server renders it like all others.
 * Without a network, or after an update of Heimdall, the script does not come. Then a message stands in the part's
 * place; React's own `lazy` would remove the page.
 */
export function late<Props extends object>(fetch: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loading: Loading<Props> | undefined;
  const source: Source<Props> = {
    load: () => {
      loading ??= fetch().catch(() => undefined);
      return loading;
    },
    forget: () => {
      loading = undefined;
    },
  };
  return (props) => <Late source={source} with={props} />;
}

type LateProps<Props> = { source: Source<Props>; with: Props };

function Late<Props extends object>({ source, with: props }: LateProps<Props>) {
  const [loading, setLoading] = useState(source.load);
  const missing = <Missing onRetry={() => startTransition(() => setLoading(source.load()))} />;
  return (
    // React hydrates an activity apart from the rest of the page. Unlike Suspense, the server never sends it late.
    <Activity>
      <Loaded loading={loading} with={props} missing={missing} onMissing={source.forget} />
    </Activity>
  );
}

type LoadedProps<Props> = {
  loading: Loading<Props>;
  with: Props;
  missing: ReactNode;
  onMissing: () => void;
};

function Loaded<Props extends object>({ loading, with: props, missing, onMissing }: LoadedProps<Props>) {
  const Component = use(loading);
  const isMissing = Component === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure must be forgotten
  useEffect(() => {
    if (isMissing) onMissing();
  }, [isMissing, loading]);
  return Component ? <Component {...props} /> : missing;
}

function Missing({ onRetry }: { onRetry: () => void }) {
  return (
    <p role="alert" className="text-sm text-muted">
      This part of the page could not be loaded.{' '}
      <button type="button" className={`${linkStyle} rounded`} onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
