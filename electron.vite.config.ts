import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const source = (path: string) => resolve(import.meta.dirname, 'src', path)
const alias = { '@shared': source('shared'), '@renderer': source('renderer') }

/** Every process of Fettle has an entry of its own; Electron's main starts the others by path. */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node16', // the oldest Node that runs the shell: Electron 22 in the desktop test
      externalizeDeps: { exclude: ['valibot'] },
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          core: source('main/core/entry.ts'),
          server: source('main/server.ts'),
          cli: source('main/cli.ts'),
          trainingWorker: source('main/training/worker/entry.ts'),
          importWorker: source('main/datasets/worker/entry.ts'),
          samplerThread: source('main/services/studies/asking/entry.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node16', // what electron-vite asks for; the syntax suits Chromium 108 too
      externalizeDeps: false,
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    base: './',
    resolve: { alias },
    plugins: [vue()],
    define: {
      __VUE_I18N_FULL_INSTALL__: false,
      __VUE_I18N_LEGACY_API__: false,
      __INTLIFY_JIT_COMPILATION__: true,
      __INTLIFY_DROP_MESSAGE_COMPILER__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
    },
    build: {
      target: 'chrome108',
      minify: true,
      rollupOptions: { input: { index: source('renderer/index.html') } },
    },
  },
})
