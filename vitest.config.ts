import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.setup.ts'],
    globalSetup: ['test/build.setup.ts'],
    testTimeout: 60_000,
    pool: 'threads',
  },
});
