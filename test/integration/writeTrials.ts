/** @file A process that writes trials as quickly as it can and tells each one after it was stored, until it is killed. */
import { openStore } from '../../src/main/store'
import type { TrialRow } from '../../src/shared/domain/trial'
import { fillProject, makeSteps, makeStudy, makeTrial } from '../support/storeContents'

const folder = process.argv[2] ?? ''
const store = openStore({ folder, now: () => 0 })
if (store.projects.cards().length === 0) fillProject(store, 'one')
const stored = store.trials.list(makeStudy('one', 'one').id)
// What an earlier writer was killed over is done again, as the study runner does.
for (const row of stored.filter(({ state }) => state !== 'complete')) write(row)
for (let number = stored.length + 1; ; number++) {
  const row = makeTrial('one', number)
  store.trials.insert(row)
  write(row)
  process.send?.(number)
  await new Promise((resolve) => setImmediate(resolve))
}

function write(row: TrialRow): void {
  store.trials.clearSteps(row.id)
  store.trials.appendSteps(row.id, makeSteps(1, 10))
  store.trials.update([{ ...row, state: 'complete', value: row.number }])
}
