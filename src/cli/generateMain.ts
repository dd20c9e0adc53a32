/** `npm run generate`: the database client that everything but a fresh clone has. */
import { generateIfNeeded } from './build';

await generateIfNeeded();
