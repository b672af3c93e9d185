#!/usr/bin/env node
/** `npm run shots`: builds what is not built, then takes a picture of every screen. */
import { runnerImport } from 'vite'
import { ensureBuilt } from './lib/build.mjs'
import { inRoot } from './lib/paths.mjs'
import { requireProjectNode } from './lib/projectNode.mjs'

const USAGE = `npm run shots [-- --only <name>,<name>] [--out <folder>]

A picture of every screen into shots/, in both languages and themes, wide and narrow.

  --only a,b   screens whose names begin so
  --out        the folder, which is emptied first (shots)
`

if (process.argv.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}
requireProjectNode()
await ensureBuilt()
const { module } = await runnerImport(inRoot('test', 'pictures', 'takePictures.ts'), {
  configFile: false,
  logLevel: 'error',
})
await module.run(process.argv.slice(2))
