import { type Env, EnvError, readEnv } from '@/server/env';
import { refuseToStart } from './parent';

/** Reads the environment of a part. A bad value ends the process with a message that names it. */
export function readEnvOrRefuse(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof EnvError) refuseToStart(error.message);
    throw error;
  }
}
