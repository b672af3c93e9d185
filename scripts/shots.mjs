#!/usr/bin/env node
/** `npm run shots`: builds what is not built, then takes a picture of every screen into `shots/`. */
import { ensureBuilt } from './lib/build.mjs'
import { inRoot } from './lib/paths.mjs'
import { requireProjectNode } from './lib/projectNode.mjs'
import { runInForeground } from './lib/runChild.mjs'

await ensureBuilt()
const hooks = inRoot('test', 'support', 'typeScriptHooks.mjs')
const program = inRoot('test', 'pictures', 'takePictures.ts')
process.exit(await runInForeground(requireProjectNode(), ['--import', hooks, program]))
