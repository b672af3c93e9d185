import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flushMicrotasks } from './testing/scriptedPool'
import { setUpBench } from './testing/studyBench'
import { sweepCheckpoints } from './trialCheckpoints'

/** A study that runs, whose trials each have a checkpoint. */
async function setUp() {
  const made = setUpBench()
  const checkpoints = join(made.context.folders.root, 'checkpoints')
  mkdirSync(checkpoints)
  Object.assign(made.context.folders, { checkpoints })
  const run = made.pool.run.bind(made.pool)
  made.pool.run = (request, hooks) => {
    writeFileSync(request.checkpoint?.file ?? '', 'kept')
    return run(request, hooks)
  }
  made.runner.start(made.store.studies.get(made.study.id))
  await flushMicrotasks()
  const isKept = (number: number): boolean => {
    const row = made.store.trials.list(made.study.id).find((other) => other.number === number)
    return existsSync(join(checkpoints, `${row?.id}.safetensors`))
  }
  return { ...made, checkpoints, isKept }
}

describe('the checkpoint of a trial', () => {
  it('lies where the next attempt finds it', async () => {
    const { pool } = await setUp()
    await pool.runs[0]?.crash()
    const [first, , again] = pool.runs
    expect(first?.request.checkpoint).toMatchObject({ everySeconds: 30, isKept: false })
    expect(again?.request.checkpoint).toEqual(first?.request.checkpoint)
  })

  it('goes when the trial is complete, and when it failed by itself', async () => {
    const { pool, isKept } = await setUp()
    expect([isKept(1), isKept(2)]).toEqual([true, true])
    await pool.runs[0]?.finish(0.5)
    await pool.runs[1]?.fail()
    expect([isKept(1), isKept(2)]).toEqual([false, false])
  })

  it('stays when the worker died, twice even, and when the study is stopped', async () => {
    const { pool, isKept, runner, study } = await setUp()
    await pool.runs[0]?.crash()
    await pool.runs[2]?.crash()
    runner.stop(study)
    expect([isKept(1), isKept(2)]).toEqual([true, true])
  })
})

describe('sweepCheckpoints', () => {
  it('leaves what a trial can go on from, and nothing else', async () => {
    const bench = await setUp()
    const { checkpoints, pool, runner, store, study } = bench
    await pool.runs[0]?.finish(0.5)
    const [complete, waiting] = store.trials.list(study.id)
    runner.stop(study)
    const kept = readdirSync(checkpoints)
    expect(kept).toContain(`${waiting?.id}.safetensors`)
    for (const name of ['unknown', complete?.id, 'no id at all!']) {
      writeFileSync(join(checkpoints, `${name}.safetensors`), 'orphan')
    }
    writeFileSync(join(checkpoints, `${waiting?.id}.safetensors.123.tmp`), 'draft')
    sweepCheckpoints(bench.context)
    expect(readdirSync(checkpoints).toSorted()).toEqual(kept.toSorted())
  })

  it('leaves nothing of a study that was removed', async () => {
    const { checkpoints, context, runner, store, study } = await setUp()
    runner.stop(study)
    store.studies.remove(study.id)
    sweepCheckpoints(context)
    expect(readdirSync(checkpoints)).toEqual([])
  })
})
