import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{certs,harness,servers,clients,suites,cli}/**/*.test.ts'],
    globalSetup: ['suites/tools/engine-notice.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
  },
})
