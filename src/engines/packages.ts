/**
 * The npm packages that engines may import: parsers that read hostile texts without network, clock or files.
 * Their versions count in the version of the engines' results.
 */
export const ENGINE_PACKAGES = [
  '@yarnpkg/parsers',
  'ae-cvss-calculator',
  'fast-xml-parser',
  'js-yaml',
  'jsonc-parser',
  'packageurl-js',
  'semver',
  'smol-toml',
  'spdx-expression-parse',
] as const;
