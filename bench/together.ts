/** @file `npm run bench -- together`: what is gained where several trials are trained as one. */
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { buildTrainingWorker } from '../test/support/buildTrainingWorker'
import { prepareDigits } from './study/digits'
import { measureSteps, TOGETHER_WORKS, type TogetherWork } from './together/steps'
import { measureStudy, STUDY_WORKS } from './together/studies'

/** Flags: `--parallel` workers of the studies, `--json` prints one object instead of two tables. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, parallel: { type: 'string', default: '2' } },
  })
  const steps = []
  for (const work of TOGETHER_WORKS) steps.push({ work: nameOf(work), ...(await measureSteps(work)) })
  const studies = await measureStudies(Number(values.parallel))
  process.stdout.write(values.json ? `${JSON.stringify({ steps, studies })}\n` : formatTables(steps, studies))
}

async function measureStudies(parallel: number) {
  const dataFolder = await prepareDigits()
  const worker = await buildTrainingWorker()
  try {
    const figures = []
    for (const work of STUDY_WORKS) {
      figures.push({
        work: work.name,
        ...(await measureStudy(work, { dataFolder, worker: worker.path, parallel })),
      })
    }
    return figures
  } finally {
    await worker.remove()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

function nameOf({ features, hidden, classes, batch, members }: TogetherWork): string {
  return `${[features, ...hidden, classes].join('-')}, batch ${batch}, ${members} models`
}

type StepRow = { work: string; apart: number; together: number }
type StudyRow = StepRow & { trials: number; isSame: boolean }

function formatTables(steps: readonly StepRow[], studies: readonly StudyRow[]): string {
  const line = ({ work, apart, together }: StepRow, digits: number): string =>
    [
      `  ${work.padEnd(62)}`,
      apart.toFixed(digits).padStart(9),
      together.toFixed(digits).padStart(10),
      `${(apart / together).toFixed(2)}×`.padStart(8),
    ].join('')
  const head = (title: string): string => `${title.padEnd(64)}    apart  together    gain`
  const rows = studies.map(
    (row) => `${line(row, 2)}${row.isSame ? '  same results' : '  OTHER RESULTS'}, ${row.trials} trials`,
  )
  return [
    head('ms a step and model'),
    ...steps.map((row) => line(row, 4)),
    '',
    head('seconds a study'),
    ...rows,
    '',
  ].join('\n')
}
