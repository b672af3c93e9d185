/** @file Reads a table with one peer: `node readWithPeer.mjs <peer> <where the peers lie> <table>`. Prints figures as JSON. */
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [peer, peerFolder, path] = process.argv.slice(2)
const require = createRequire(join(peerFolder, 'package.json'))

/** Reads all into a table of its own and summarises it: the nearest to a preview with a profile. */
async function readWithDuckdb() {
  const { DuckDBInstance } = require('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`CREATE TABLE source AS SELECT * FROM read_csv('${path}')`)
  await connection.runAndReadAll('SUMMARIZE source')
  const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM source')
  return Number(counted.getRows()[0][0])
}

/** Cuts all rows and reads figures as such; it has no profile. */
function readWithPapaparse() {
  const { parse } = require('papaparse')
  return new Promise((done, fail) => {
    let rows = 0
    parse(createReadStream(path), {
      header: false,
      dynamicTyping: true,
      skipEmptyLines: true,
      chunk: ({ data }) => void (rows += data.length),
      complete: () => done(rows - 1),
      error: fail,
    })
  })
}

const start = performance.now()
const rows = await (peer === 'duckdb' ? readWithDuckdb() : readWithPapaparse())
const seconds = (performance.now() - start) / 1000
const peakMegabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ seconds, peakMegabytes, rows })}\n`)
