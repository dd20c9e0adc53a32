const buildDir = process.env.HEIMDALL_BUILD_DIR ?? '.next';
const isBench = buildDir === '.next-bench';

/** @type {import('next').NextConfig} */
const config = {
  experimental: {
    // They do not say that their modules have no side effects, so all of their links would be part of each page.
    optimizePackageImports: ['@trpc/client', '@trpc/server', '@trpc/tanstack-react-query'],
    // Writing it takes a third of a build, and 160 MB; most builds are the only ones of their sources.
    turbopackFileSystemCacheForBuild: false,
    // Production reads none, and those of the server are four fifths of a build's bytes.
    turbopackSourceMaps: isBench || process.env.NODE_ENV === 'development',
  },
  distDir: buildDir,
  // The benchmark's build has one route more, which does nothing, and says what its scripts are made of.
  productionBrowserSourceMaps: isBench,
  pageExtensions: isBench ? ['tsx', 'ts', 'bench.ts'] : ['tsx', 'ts'],
  poweredByHeader: false,
  // The front door does it, for pages alone: a stream of events must not wait for a block to fill.
  compress: false,
  // No page has an image for Next to convert.
  images: { unoptimized: true },
  // The front door drops trailing slashes before Next sees them.
  skipTrailingSlashRedirect: true,
  // Titles are in the head of the first answer, for every client.
  htmlLimitedBots: /.*/,
  // Native or dynamically loaded: these are run as they are installed.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', 'jsonc-parser', 'pg', 'pg-boss', 'pino'],
  // `npm run check` is where types are judged; a user's first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
