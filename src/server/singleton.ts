const kept = Symbol.for('heimdall.singletons');

/**
 * Returns one value for the whole process, made by the first call.
 * Kept on globalThis, because each bundle of the server, and each reload in development, has its own modules.
 */
export function singleton<T>(name: string, make: () => T): T {
  const all = globalThis as { [kept]?: Map<string, unknown> };
  all[kept] ??= new Map();
  if (!all[kept].has(name)) all[kept].set(name, make());
  return all[kept].get(name) as T;
}
