import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)
const alias = { '@shared': source('shared'), '@renderer': source('renderer') }
const globalSetup = ['test/support/refuseOldNode.ts']

/**
 * A project an environment: node and web are quick and share their workers, for nothing in them touches what is global;
 * integration, e2e and electron start real processes.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          globalSetup,
          isolate: false,
          include: [
            'src/{shared,main,preload}/**/*.test.ts',
            'bench/**/*.test.ts',
            'test/conformance/**/*.test.ts',
            'test/support/**/*.test.ts',
          ],
        },
      },
      {
        resolve: { alias },
        plugins: [vue()],
        test: {
          name: 'web',
          environment: 'happy-dom',
          isolate: false,
          include: ['src/renderer/**/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          environment: 'node',
          globalSetup,
          include: ['test/integration/**/*.test.ts', 'test/golden/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          environment: 'node',
          globalSetup,
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'electron',
          environment: 'node',
          globalSetup,
          include: ['test/electron/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
