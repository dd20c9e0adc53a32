import { type Logger, pino } from 'pino';
import { readEnv } from './env';
import { singleton } from './singleton';

/** Fields whose values are hidden in every logged object, and in objects up to two levels inside it. */
const SECRET_PATHS = ['authorization', 'cookie', 'password', 'token', 'setupToken', 'DATABASE_URL'];

/** Returns the log of this process: one JSON object a line on standard error. */
export function log(): Logger {
  return singleton('log', () => {
    const paths = SECRET_PATHS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
    return pino(
      { level: readEnv().HEIMDALL_LOG_LEVEL, redact: paths, base: { pid: process.pid } },
      pino.destination(2),
    );
  });
}
