const kept = Symbol.for('heimdall.singletons');

/**
 * One value for the whole process, made when it is first asked for. Kept on globalThis, because the server's
 * bundler gives each of its bundles, and each reload in development, modules of its own.
 */
export function singleton<T>(name: string, make: () => T): T {
  const all = globalThis as { [kept]?: Map<string, unknown> };
  all[kept] ??= new Map();
  if (!all[kept].has(name)) all[kept].set(name, make());
  return all[kept].get(name) as T;
}
