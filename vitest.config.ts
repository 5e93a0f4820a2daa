import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{certs,harness,servers,clients,suites,cli}/**/*.test.ts'],
    // whole certifications run as processes of their own, several at once
    testTimeout: 60_000,
    globalSetup: ['suites/tools/engine-notice.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
  },
})
