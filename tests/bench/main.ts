/** `npm run bench -- NAME`: measures one part of Heimdall; without a name, the REST calls. */
export {};

const NAMES = [
  'rest',
  'short',
  'web',
  'secrets',
  'deletion',
  'hostile',
  'findings',
  'triage',
  'imports',
  'dependencies',
];
const [first = 'rest'] = process.argv.slice(2);
const name = first.startsWith('--') ? 'rest' : first;
if (!NAMES.includes(name)) {
  console.error(`There is no benchmark called ${name}; there are ${NAMES.join(', ')}.`);
  process.exit(1);
}
await import(`./${name}.ts`);
