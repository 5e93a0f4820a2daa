import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{certs,harness,servers,clients,suites,cli}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
  },
})
