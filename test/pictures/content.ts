/** Something to take pictures of: finished, running, stopped and failed studies on real data. */
import { trainingPlanOf } from '../../src/shared/domain/study'
import type { Page } from 'playwright-core'
import type { Model } from '../../src/shared/domain/design'
import type { DatasetId, ProjectId, StudyId, TrialId } from '../../src/shared/domain/ids'
import type { StudyPlan, StudySummary } from '../../src/shared/domain/study'
import { ask } from '../support/ask'
import { dropFile } from '../support/dropFile'
import { type Place, runIris } from '../support/screens'
import { goTo } from '../support/steps'

export interface Content {
  /** A finished study with its test rows still sealed. */
  readonly iris: Place
  /** Long enough to run while its pictures are taken; its test rows are open. */
  readonly digits: StudySummary
  /** A number is predicted; finished, test rows open. */
  readonly houses: StudySummary
  /** Half of its trials diverged. */
  readonly failing: StudySummary
  /** A residual network and a small CNN, in the project of the digits. */
  readonly networks: Record<'residualMlp' | 'columnCnn', Model>
}

const LONG = 3000

/** @param page an English window on an empty data folder. */
export async function makeContent(page: Page): Promise<Content> {
  const iris = await runIris(page)
  const failing = await makeFailing(page, iris)
  const houses = await makeHouses(page)
  await openTest(page, houses)
  const digits = await startDigits(page)
  const networks = await makeNetworks(page, digits)
  return { iris, digits, houses, failing, networks }
}

async function makeNetworks(page: Page, { projectId }: StudySummary): Promise<Content['networks']> {
  const [dataset] = await ask(page, 'dataset:list', { projectId })
  const made = (name: string, template: 'residualMlp' | 'columnCnn') =>
    ask(page, 'model:create', { projectId, name, template, ...(dataset ? { datasetId: dataset.id } : {}) })
  return {
    residualMlp: await made('Residual', 'residualMlp'),
    columnCnn: await made('Small CNN', 'columnCnn'),
  }
}

/** Learning rates of which the larger ones are far too large. */
async function makeFailing(page: Page, iris: Place): Promise<StudySummary> {
  const projectId = iris.projectId as ProjectId
  const plan = trainingPlanOf(await ask(page, 'study:get', { id: iris.studyId as StudyId }))
  const { design } = plan
  const training = { ...design.training, optimizer: 'sgd' as const, learningRate: 0.01, momentum: 0.99 }
  const search = {
    ...design.search,
    'training.learningRate': { kind: 'float' as const, low: 0.001, high: 10, scale: 'log' as const },
  }
  return runToEnd(page, projectId, {
    name: 'Too fast?',
    plan: { ...plan, design: { ...design, training, search }, budget: { ...plan.budget, trials: 12 } },
  })
}

async function makeHouses(page: Page): Promise<StudySummary> {
  // Where a model is in use, files are taken for new rows of it.
  await goTo(page, 'Home')
  await dropFile(page, { name: 'houses.csv', content: housesTable() })
  await page.getByText('400 rows read').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('heading', { name: 'houses' }).waitFor()
  const [, projectId = '', datasetId = ''] = /projects\/([^/]+)\/data\/([^/?]+)/.exec(page.url()) ?? []
  const project = projectId as ProjectId
  const dataset = await ask(page, 'dataset:get', { id: datasetId as DatasetId })
  const model = await ask(page, 'model:create', {
    projectId: project,
    name: 'Price',
    template: 'tabularRegressor',
  })
  return runToEnd(page, project, {
    name: 'What is it worth?',
    plan: {
      datasetVersionId: dataset.latest.id,
      design: model.design,
      sampler: { kind: 'random', seed: 1 },
      objective: { metric: 'rmse', direction: 'minimize' },
      budget: { trials: 12, timeLimitSeconds: null, parallel: 2 },
    },
  })
}

/** Prices that follow from the other columns, with some noise and gaps. */
function housesTable(): string {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const area = 50 + ((at * 37) % 160)
    const rooms = 1 + Math.floor(area / 35)
    const year = 1950 + ((at * 13) % 70)
    const place = ['centre', 'harbour', 'hills', 'station'][(at * 7) % 4] ?? ''
    const extra = { centre: 90, harbour: 70, hills: 40, station: 0 }[place] ?? 0
    const noise = ((at * 7919) % 61) - 30
    const price = 40 + 2.1 * area + (year - 1950) * 0.9 + extra + noise
    return [area, rooms, at % 23 === 0 ? '' : year, place, at % 3 === 0 ? 'yes' : 'no', price.toFixed(1)]
  })
  return ['area,rooms,built,district,garden,price', ...rows.map((row) => row.join(','))].join('\n')
}

async function startDigits(page: Page): Promise<StudySummary> {
  const { studyId } = await ask(page, 'sample:open', { id: 'digits', name: 'Handwritten digits' })
  const id = studyId ?? ('' as StudyId)
  const { plan } = await ask(page, 'study:get', { id })
  await ask(page, 'study:rename', { id, name: 'Wider or deeper?' })
  await ask(page, 'study:setBudget', { id, budget: { ...plan.budget, trials: LONG } })
  await ask(page, 'study:start', { id })
  return until(page, id, ({ counts }) => counts.complete >= 12)
}

/** Stops the long study and opens its test rows. */
export async function finishDigits(page: Page, { digits }: Content): Promise<void> {
  await ask(page, 'study:stop', { id: digits.id })
  const study = await until(page, digits.id, ({ state }) => state === 'stopped')
  await openTest(page, study)
}

/** @returns a trial of the study that stands in this state. */
export async function findTrial(page: Page, studyId: StudyId, state: 'failed' | 'running'): Promise<TrialId> {
  const rows = await ask(page, 'trial:list', { studyId })
  return rows.find((row) => row.state === state)?.id ?? rows[0]?.id ?? ('' as TrialId)
}

async function openTest(page: Page, { id, best }: StudySummary): Promise<void> {
  if (best) await ask(page, 'test:open', { studyId: id, trialId: best.trialId as TrialId })
}

async function runToEnd(
  page: Page,
  projectId: ProjectId,
  { name, plan }: { name: string; plan: StudyPlan },
): Promise<StudySummary> {
  const { id } = await ask(page, 'study:create', { projectId, name, plan })
  await ask(page, 'study:start', { id })
  return until(page, id, ({ state }) => state === 'complete')
}

const PATIENCE_MS = 60_000

async function until(
  page: Page,
  id: StudyId,
  isReached: (study: StudySummary) => boolean,
): Promise<StudySummary> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const study = await ask(page, 'study:get', { id })
    if (isReached(study)) return study
    if (Date.now() > deadline) throw new TypeError(`"${study.name}" is still ${study.state}`)
    await page.waitForTimeout(200)
  }
}
