/** What pictures are taken of: a name and how to get there from anywhere, whatever the language. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Model } from '../../src/shared/domain/design'
import type { StudySummary } from '../../src/shared/domain/study'
import { ROOT } from '../support/build'
import { dropFile } from '../support/dropFile'
import { noRealData, REAL_DATA } from '../support/realData/everyFile'
import { listScreens, visit } from '../support/screens'
import type { Content } from './content'

export interface Shot {
  readonly name: string
  readonly open: (page: Page) => Promise<void>
}

const routeOf = ({ projectId, id }: StudySummary): string => `/projects/${projectId}/studies/${id}`

const routeOfModel = ({ projectId, id }: Model): string => `/projects/${projectId}/models/${id}`

export const EMPTY_SHOTS: readonly Shot[] = [
  { name: 'home-empty', open: (page) => visit(page, { route: '/' }) },
  { name: 'import-choose', open: (page) => visit(page, { route: '/import' }) },
]

export function runningShots({ digits }: Content, trialId: string): Shot[] {
  const route = routeOf(digits)
  return [
    { name: 'study-running', open: (page) => visit(page, { route }) },
    { name: 'trial-running', open: (page) => visit(page, { route: `${route}/trials/${trialId}` }) },
    { name: 'home-running', open: (page) => visit(page, { route: '/' }) },
  ]
}

export function restingShots(content: Content, failedTrial: string): Shot[] {
  const { iris, digits, houses, failing, networks } = content
  const screens = listScreens(iris).filter(({ name }) => name !== 'import')
  return [
    ...screens.map((screen) => ({ name: screen.name, open: (page: Page) => visit(page, screen) })),
    { name: 'study-strategies', open: (page) => openStrategies(page, iris) },
    { name: 'study-panel', open: (page) => openPanel(page, routeOf(digits)) },
    { name: 'study-stopped-charts', open: (page) => visit(page, { route: routeOf(digits), tab: 1 }) },
    { name: 'study-test-open', open: (page) => visit(page, { route: routeOf(digits), tab: 3 }) },
    { name: 'regression', open: (page) => visit(page, { route: routeOf(houses) }) },
    { name: 'regression-test-open', open: (page) => visit(page, { route: routeOf(houses), tab: 3 }) },
    { name: 'regression-export', open: (page) => visit(page, { route: routeOf(houses), tab: 4 }) },
    { name: 'study-failing', open: (page) => visit(page, { route: routeOf(failing) }) },
    {
      name: 'trial-failed',
      open: (page) => visit(page, { route: `${routeOf(failing)}/trials/${failedTrial}` }),
    },
    { name: 'model-domain', open: (page) => openDomain(page, iris) },
    { name: 'model-graph', open: (page) => visit(page, { route: routeOfModel(networks.residualMlp) }) },
    { name: 'model-cnn', open: (page) => visit(page, { route: routeOfModel(networks.columnCnn) }) },
    { name: 'model-add-layer', open: (page) => openPicker(page, networks.columnCnn) },
    { name: 'model-new', open: (page) => openTemplates(page, networks.columnCnn) },
    { name: 'import-read', open: (page) => drop(page, 'messy.csv') },
    { name: 'import-aside', open: (page) => page.getByRole('tab').last().click() },
    { name: 'import-error', open: (page) => drop(page, 'letter.txt') },
    ...(noRealData === null ? DATA_SHOTS : []),
  ]
}

/** A wizard of each kind, on the data beside the project; tabs are counted from 0. */
const DATA_SHOTS: readonly Shot[] = [
  { name: 'import-table', open: (page) => choose(page, 'messy/titanic.csv') },
  { name: 'import-profile', open: (page) => openTab(page, 2) },
  { name: 'import-recipe', open: (page) => openTab(page, 3) },
  { name: 'import-matrix', open: (page) => choose(page, 'tabular/sonar.csv').then(() => openTab(page, 2)) },
  {
    name: 'import-pictures',
    open: (page) => choose(page, 'images/mnist-png.tar.gz').then(() => openTab(page, 3)),
  },
  { name: 'import-picture', open: openFirstPicture },
  {
    name: 'import-texts',
    open: (page) => choose(page, 'text/movie-reviews.csv').then(() => openTab(page, 3)),
  },
  {
    name: 'import-series',
    open: (page) => choose(page, 'timeseries/daily-min-temperatures.csv').then(() => openTab(page, 3)),
  },
]

/** Leaves the import that is open, and takes in a file that lies beside the project. */
async function choose(page: Page, path: string): Promise<void> {
  await visit(page, { route: '/import' })
  const leave = page.locator('main .page-head .actions button').first()
  if (await leave.isVisible()) await leave.click()
  await page.locator('main input[type=file]').first().setInputFiles(join(REAL_DATA, path))
  await page.locator('main [role="table"]').first().waitFor()
}

async function openTab(page: Page, index: number): Promise<void> {
  await page.getByRole('tab').nth(index).click()
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

async function openFirstPicture(page: Page): Promise<void> {
  await page.locator('.sheet button').first().click()
  await page.locator('.pair img').first().waitFor()
}

async function openPanel(page: Page, route: string): Promise<void> {
  await visit(page, { route })
  await page.locator('main [role="row"][aria-rowindex="3"]').click()
}

async function openStrategies(page: Page, place: Content['iris']): Promise<void> {
  await visit(page, { route: `/projects/${place.projectId}/studies/new` })
  await page.locator('main section').nth(1).locator('header button').click()
  await page.getByRole('dialog').waitFor()
}

async function openDomain(page: Page, place: Content['iris']): Promise<void> {
  await visit(page, { route: `/projects/${place.projectId}/models/${place.modelId}` })
  await page.locator('button.domain').nth(1).click()
}

async function openPicker(page: Page, model: Model): Promise<void> {
  await visit(page, { route: routeOfModel(model) })
  await page.locator('.stack > button').last().click()
  await page.getByRole('listbox').waitFor()
}

async function openTemplates(page: Page, { projectId }: Model): Promise<void> {
  await visit(page, { route: `/projects/${projectId}/models` })
  await page.locator('main header button').last().click()
  await page.getByRole('dialog').waitFor()
}

const FILES: Record<string, () => string> = {
  'messy.csv': () => readFileSync(join(ROOT, 'test', 'fixtures', 'messy.csv'), 'utf8'),
  'letter.txt': () => 'Dear friend,\nthis is a letter. It has no columns.\n\nYours\nA. B.\n',
}

async function drop(page: Page, name: string): Promise<void> {
  await visit(page, { route: '/import' })
  await dropFile(page, { name, content: FILES[name]?.() ?? '' })
  await page.locator('main [role="table"], main [role="alert"]').first().waitFor()
}
