#!/usr/bin/env node
import './lib/refuseOldNode.mjs'

import('./lib/fettle.mjs')
  .then(({ runFettle }) => runFettle(process.argv.slice(2)))
  .then((code) => process.exit(code))
