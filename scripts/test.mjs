#!/usr/bin/env node
import './lib/refuseOldNode.mjs'

import('./lib/test.mjs').then(({ test }) => test(process.argv.slice(2))).then((code) => process.exit(code))
