/**
 * The import table of ARCHITECTURE.md as lint: each folder may import only what its line allows.
 * `allowed` and `packages` are regular expressions over the import text.
 */
const anyRelative = String.raw`\.{1,2}/`

/** Forbids every import that matches none of `allowed`. */
function wall(files, { allowed, message, ignores = [] }) {
  const union = allowed.join('|')
  return {
    files,
    ignores: ['**/*.test.ts', ...ignores],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!(?:${union}))`, message }] }],
    },
  }
}

/** Same folder or below, or a way up that stays within `depth` levels of the folder. */
const own = String.raw`\./`

/** A relative way to one of the named folders of src. */
const to = (...folders) => folders.map((folder) => String.raw`(?:\.\./)+${folder}(?:/|$)`)

/** A relative way to the public face (index) or the types of a sibling engine. */
const face = (...engines) =>
  engines.map((engine) => String.raw`(?:\.\./)+${engine}(?:/index|/types|/samples/\w+)?$`)

/** A way up within the own engine: never into another top folder of main. */
const inside = (...others) => String.raw`(?:\.\./)+(?!(?:shared|renderer|preload|${others.join('|')})(?:/|$))`

const MAIN = [
  'compiler',
  'search',
  'store',
  'datasets',
  'report',
  'training',
  'services',
  'ipc',
  'core',
  'electron',
  'main',
]
const others = (...mine) => inside(...MAIN.filter((folder) => !mine.includes(folder)))

export const IMPORT_WALLS = [
  wall(['src/shared/util/**/*.ts'], { allowed: [own], message: 'shared/util imports nothing.' }),
  wall(['src/shared/domain/**/*.ts', 'src/shared/errors/**/*.ts'], {
    allowed: [own, 'valibot$', ...to('util', 'errors', 'domain')],
    message: 'shared/domain and shared/errors import shared/util and the schema library only.',
  }),
  wall(['src/shared/domain/*/**/*.ts'], {
    allowed: [own, 'valibot$', String.raw`\.\./(?!\.\.)`, ...to('util', 'errors', 'domain')],
    message: 'shared/domain imports shared/util and the schema library only.',
  }),
  wall(['src/shared/contract/**/*.ts'], {
    allowed: [anyRelative, 'valibot$'],
    message: 'shared/contract imports the rest of shared only.',
  }),
  wall(['src/main/compiler/**/*.ts'], {
    allowed: [own, ...to('shared'), others('compiler')],
    message: 'The compiler is pure: it imports shared only.',
  }),
  wall(['src/main/compiler/keras/**/*.ts'], {
    allowed: [own, ...to('shared'), others('compiler'), 'valibot$'],
    message: 'The compiler is pure; what reads models from outside has schemas besides.',
  }),
  wall(['src/main/search/**/*.ts'], {
    allowed: [own, ...to('shared'), others('search'), 'ml-matrix$'],
    message: 'The search is pure: it imports shared and linear algebra only.',
  }),
  wall(['src/main/store/**/*.ts'], {
    allowed: [own, ...to('shared'), others('store'), 'better-sqlite3$', 'node:', 'valibot$'],
    message: 'The store imports shared and SQLite only.',
  }),
  wall(['src/main/datasets/**/*.ts'], {
    allowed: [
      own,
      ...to('shared'),
      others('datasets'),
      'iconv-lite$',
      'sharp$',
      'ml-matrix$',
      '(?:yauzl|tar-stream|hyparquet|hyparquet-compressors|read-excel-file/node|@streamparser/json)$',
      'node:',
      'valibot$',
    ],
    message: 'The data engine imports shared and its native libraries only.',
  }),
  wall(['src/main/report/**/*.ts'], {
    allowed: [own, ...to('shared'), others('report'), 'echarts$', 'markdown-it$'],
    message: 'Reports import shared, charts and Markdown only.',
  }),
  wall(['src/main/training/**/*.ts'], {
    allowed: [
      own,
      ...to('shared'),
      ...face('compiler', 'datasets'),
      others('training'),
      'onnxruntime-(?:node|common)$',
      'umap-js$',
      'koffi$',
      'yauzl$',
      'h5wasm/node$',
      'node:',
      'valibot$',
    ],
    message: 'Training imports the compiler, the data engine, shared and the engines’ native libraries.',
  }),
  wall(['src/main/services/**/*.ts'], {
    allowed: [
      own,
      ...to('shared'),
      ...face('compiler', 'search', 'training', 'datasets', 'report', 'store'),
      others('services'),
      '(?:yazl|yauzl)$',
      'node:',
      'valibot$',
    ],
    message: 'Services import the public faces of the engines and shared.',
  }),
  wall(['src/main/ipc/**/*.ts'], {
    allowed: [own, ...to('shared', 'services'), others('ipc'), 'node:', 'valibot$', 'ws$'],
    message: 'ipc imports services and shared.',
  }),
  wall(['src/main/core/**/*.ts', 'src/main/server.ts', 'src/main/cli.ts'], {
    allowed: [String.raw`\.{1,2}/(?!.*electron/)`, 'node:', 'valibot$', 'ws$'],
    message: 'The core and its Node hosts never import Electron.',
  }),
  wall(['src/main/electron/**/*.ts', 'src/main/index.ts'], {
    allowed: [own, ...to('shared'), others('electron'), 'electron$', 'node:', 'valibot$'],
    message: 'The shell imports Electron and shared; it starts the core by path.',
  }),
  wall(['src/preload/**/*.ts'], {
    allowed: [own, ...to('shared/contract', 'shared/errors'), 'electron$'],
    message: 'The preload imports the contract only.',
  }),
  wall(['src/renderer/ui/**/*.{ts,vue}', 'src/renderer/composables/**/*.{ts,vue}'], {
    allowed: [
      anyRelative,
      'vue$',
      'vue-i18n$',
      'vue-router$',
      'reka-ui$',
      '@tanstack/',
      '@renderer/(?:ui|composables|i18n|api|errors)',
      '@shared/',
    ],
    message: 'The kit and the composables import vue and the UI kit.',
  }),
  wall(['src/renderer/charts/**/*.{ts,vue}'], {
    allowed: [anyRelative, 'vue$', 'echarts', '@shared/', '@renderer/(?:ui|styles|charts|composables)'],
    message: 'Charts import the domain, echarts and the tokens.',
  }),
  wall(['src/renderer/api/**/*.ts'], {
    allowed: [anyRelative, 'vue$', 'valibot$', '@shared/'],
    message: 'The api imports vue and shared only.',
  }),
  wall(['src/renderer/stores/**/*.ts'], {
    allowed: [anyRelative, 'vue$', 'pinia$', '@shared/', '@renderer/(?:api|stores|i18n|composables|errors)'],
    message: 'Stores import the api and shared.',
  }),
  wall(['src/renderer/features/**/*.{ts,vue}'], {
    allowed: [
      anyRelative,
      'valibot$',
      'vue$',
      'pinia$',
      'vue-i18n$',
      'vue-router$',
      'reka-ui$',
      'markdown-it$',
      '@shared/',
      '@renderer/(?!shell)',
    ],
    message: 'Features import what lies left of them: api, stores, charts, ui, shared; never the shell.',
  }),
]
