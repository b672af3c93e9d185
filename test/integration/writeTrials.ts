/** @file A process that writes trials as quickly as it can and tells each one after it was stored, until it is killed. */
import { openStore } from '../../src/main/store'
import { fillProject, makeSteps, makeStudy, makeTrial } from '../support/storeContents'

const folder = process.argv[2] ?? ''
const store = openStore({ folder, now: () => 0 })
if (store.projects.cards().length === 0) fillProject(store, 'one')
const before = store.trials.list(makeStudy('one', 'one').id).length
for (let number = before + 1; ; number++) {
  const row = makeTrial('one', number)
  store.trials.insert(row)
  store.trials.appendSteps(row.id, makeSteps(1, 10))
  store.trials.update([{ ...row, state: 'complete', value: number }])
  process.send?.(number)
  await new Promise((resolve) => setImmediate(resolve))
}
