import { type Logger, pino } from 'pino';
import { readEnv } from './env';
import { singleton } from './singleton';

/** What must not stand in a log, wherever it is in a logged object. */
const SECRET_PATHS = ['authorization', 'cookie', 'password', 'token', 'setupToken', 'DATABASE_URL'];

/** The process's log: one JSON object a line on standard error. */
export function log(): Logger {
  return singleton('log', () => {
    const paths = SECRET_PATHS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
    return pino(
      { level: readEnv().HEIMDALL_LOG_LEVEL, redact: paths, base: { pid: process.pid } },
      pino.destination(2),
    );
  });
}
