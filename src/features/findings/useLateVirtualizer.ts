import type { Virtualizer, VirtualizerOptions } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useReducer, useState } from 'react';

type Core = typeof import('@tanstack/virtual-core');
type Options = VirtualizerOptions<Window, HTMLElement>;
type Given = Omit<
  Options,
  | 'getScrollElement'
  | 'observeElementRect'
  | 'observeElementOffset'
  | 'scrollToFn'
  | 'initialOffset'
  | 'onChange'
>;

let core: Core | undefined;

/**
 * Returns which rows are near the window, as useWindowVirtualizer of @tanstack/react-virtual.
 * Its code is loaded once it is needed: a short list shows all of its rows.
 */
export function useLateVirtualizer(
  options: Given,
  isNeeded: boolean,
): Virtualizer<Window, HTMLElement> | undefined {
  const [, rerender] = useReducer((count: number) => count + 1, 0);
  const [loaded, setLoaded] = useState(core);
  const [virtualizer, setVirtualizer] = useState(() => core && make(core, options, rerender));
  useEffect(() => {
    if (!isNeeded || loaded) return;
    // Without a network all rows stay.
    import('@tanstack/virtual-core').then(
      (module) => {
        core = module;
        setLoaded(module);
      },
      () => {},
    );
  }, [isNeeded, loaded]);
  if (loaded && !virtualizer) setVirtualizer(make(loaded, options, rerender));
  if (loaded) virtualizer?.setOptions(complete(loaded, options, rerender));

  useLayoutEffect(() => virtualizer?._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer?._willUpdate());
  return virtualizer;
}

function make(module: Core, options: Given, onChange: () => void): Virtualizer<Window, HTMLElement> {
  return new module.Virtualizer(complete(module, options, onChange));
}

function complete(module: Core, options: Given, onChange: () => void): Options {
  return {
    ...options,
    getScrollElement: () => (typeof window === 'undefined' ? null : window),
    observeElementRect: module.observeWindowRect,
    observeElementOffset: module.observeWindowOffset,
    scrollToFn: module.windowScroll,
    initialOffset: () => (typeof window === 'undefined' ? 0 : window.scrollY),
    onChange,
  };
}
