#!/usr/bin/env node
import './lib/refuseOldNode.mjs'

import('./lib/start.mjs').then(({ start }) => start(process.argv.slice(2))).then((code) => process.exit(code))
