/** `npm start` and `npm run dev`: starts all parts and keeps them running. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`heimdall: Node.js ${process.versions.node} is too old; Heimdall needs 20.19 or newer.`);
  process.exit(1);
}

const { launch } = await import('./launcher');
const { StartError } = await import('./explain');
try {
  await launch({ dev: process.argv.includes('--dev') });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(`heimdall: ${error.message}`);
  process.exit(error.status);
}
