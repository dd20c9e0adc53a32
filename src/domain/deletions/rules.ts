/** Seconds until the worker takes over: by then the request has finished, or has died. */
export const TAKE_OVER_AFTER_SECONDS = 2;
