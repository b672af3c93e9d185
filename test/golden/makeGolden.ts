/**
 * @file Writes test/golden/schema-NNNN.db, a database of the newest schema:
 * `node --experimental-transform-types --import ./test/support/typeScriptHooks.mjs test/golden/makeGolden.ts`.
 * To be run once a schema, before the next migration is written; what is there is never written again.
 */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../src/main/store'
import { NEWEST_SCHEMA } from '../../src/main/store/migrations/migrate'
import { fillGolden } from './goldenContents'
import { fillLater } from './laterContents'

const file = join(import.meta.dirname, `schema-${String(NEWEST_SCHEMA).padStart(4, '0')}.db`)
if (existsSync(file)) {
  console.error(`${file} is there already`)
  process.exit(1)
}
const folder = mkdtempSync(join(import.meta.dirname, 'new-'))
const store = openStore({ folder, now: () => Date.UTC(2026, 0, 1) })
fillGolden(store)
fillLater(store)
store.close()
renameSync(join(folder, 'fettle.db'), file)
rmSync(folder, { recursive: true })
