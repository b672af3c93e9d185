import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import unicorn from 'eslint-plugin-unicorn'
import vue from 'eslint-plugin-vue'
import { IMPORT_WALLS } from './eslint.walls.js'

const engineTests = ['**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts', 'src/**/testing/**/*.ts']

/** Limits of size and shape; the aim lies well below (CONTRIBUTING.md). */
const shape = {
  'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 4],
  complexity: ['error', 14],
}

const correctness = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-eval': 'error',
  'no-restricted-syntax': [
    'error',
    {
      selector: "ThrowStatement > NewExpression[callee.name='Error']",
      message: 'Throw an AppError with a code of shared/errors/codes.ts.',
    },
    { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
}

/** Rules that ask for types. Not for .vue files: there they take four times as long as all others together; vue-tsc reads those. */
const typeAware = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
}

export default defineConfigWithVueTs(
  { ignores: ['node_modules/**', 'out/**', 'shots/**', 'coverage/**', '.venv-peers/**', 'resources/**'] },
  vue.configs['flat/recommended'],
  vueTsConfigs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    plugins: { unicorn },
    rules: {
      ...shape,
      ...correctness,
      'unicorn/filename-case': [
        'error',
        { cases: { camelCase: true, pascalCase: true }, ignore: [String.raw`^zhCN$`] },
      ],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/require-default-prop': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/no-v-html': 'error',
      'vue/max-lines-per-block': ['error', { script: 200, template: 200, style: 200, skipBlankLines: true }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: typeAware,
  },
  {
    files: ['src/main/compiler/**/*.ts', 'src/main/search/**/*.ts', 'src/shared/**/*.ts'],
    ignores: engineTests,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a seeded generator of shared/util/random.ts.' },
        { object: 'Date', property: 'now', message: 'Take the clock as a parameter.' },
        { object: 'performance', property: 'now', message: 'Take the clock as a parameter.' },
      ],
    },
  },
  {
    // Pinia set-ups and composables are outer functions that hold many small ones.
    files: ['src/renderer/**/use*.ts', 'src/renderer/**/stores/*.ts', 'src/renderer/**/*Store.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  ...IMPORT_WALLS,
  {
    files: engineTests,
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', 'resources/**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { ...shape, '@typescript-eslint/no-floating-promises': 'off' },
  },
)
