import { DEPENDENCIES } from './dependencies/engine';
import type { Engine } from './engine';
import { SECRETS } from './secrets/engine';

/** All engines, one line each. */
export const ENGINES: readonly Engine[] = [SECRETS, DEPENDENCIES];
