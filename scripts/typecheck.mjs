#!/usr/bin/env node
/** Checks the types of all projects at the same time; prints what each has to say. */
import { inRoot } from './lib/paths.mjs'
import { requireProjectNode } from './lib/projectNode.mjs'
import { runQuietly } from './lib/runChild.mjs'

// The native compiler takes a fifth of the time; .vue files and the lint need the one in JavaScript, of version 6.
const tsc = inRoot('node_modules', 'typescript7', 'bin', 'tsc')
const vueTsc = inRoot('node_modules', 'vue-tsc', 'bin', 'vue-tsc.js')
const projects = [
  { compiler: tsc, project: 'tsconfig.pure.json' },
  { compiler: tsc, project: 'tsconfig.node.json' },
  { compiler: tsc, project: 'tsconfig.test.json' },
  { compiler: vueTsc, project: 'tsconfig.web.json' },
]

const results = await Promise.all(
  projects.map(({ compiler, project }) =>
    runQuietly(requireProjectNode(), [compiler, '--noEmit', '-p', project, '--pretty', 'false']),
  ),
)
for (const [index, { code, output }] of results.entries()) {
  if (code !== 0) console.error(`${projects[index].project}:\n${output.trim()}`)
}
process.exit(results.some(({ code }) => code !== 0) ? 1 : 0)
