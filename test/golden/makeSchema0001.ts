/**
 * @file Writes test/golden/schema-0001.db, the database of the first release:
 * `node --experimental-transform-types --import ./test/support/typeScriptHooks.mjs test/golden/makeSchema0001.ts`.
 * To be run only while 0001 is the newest schema and has not been released.
 */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../src/main/store'
import { fillGolden, GOLDEN_FILES } from './goldenContents'

const folder = mkdtempSync(join(import.meta.dirname, 'new-'))
const store = openStore({ folder, now: () => Date.UTC(2026, 0, 1) })
fillGolden(store)
store.close()
renameSync(join(folder, 'fettle.db'), GOLDEN_FILES['0001'])
rmSync(folder, { recursive: true })
