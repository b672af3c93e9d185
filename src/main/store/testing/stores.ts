/** @file Stores that are gone with the test: in memory, and in a file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { BORN, fillProject } from '../../../../test/support/storeContents'
import { IN_MEMORY, openStore, type OpenStore } from '..'

function openTemporary(): OpenStore {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-store-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return open(folder)
}

function open(folder: string): OpenStore {
  let clock = BORN + 1000
  const store = openStore({ folder, now: () => clock++ })
  onTestFinished(() => {
    store.close()
  })
  return store
}

function place(name: string, make: () => OpenStore) {
  const filled = (...projects: readonly string[]): OpenStore => {
    const store = make()
    for (const project of projects) fillProject(store, project)
    return store
  }
  return { place: name, make, filled }
}

/** Every rule of a store holds in each of these. `filled` has projects of these names, each with what belongs to one. */
export const STORES = [place('memory', () => open(IN_MEMORY)), place('a file', openTemporary)]
