declare module 'fs-native-extensions' {
  /** Takes an exclusive advisory lock, which the kernel drops with the process. Returns whether it was granted. */
  export function tryLock(descriptor: number): boolean;
}
