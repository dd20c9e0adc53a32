/** `npm run bench -- NAME`: measures one part of Heimdall; without a name, the REST calls. */
export {};

const NAMES = ['rest', 'web', 'secrets', 'deletion', 'hostile'];
const name = process.argv[2] ?? 'rest';
if (!NAMES.includes(name)) {
  console.error(`There is no benchmark called ${name}; there are ${NAMES.join(', ')}.`);
  process.exit(1);
}
await import(`./${name}.ts`);
