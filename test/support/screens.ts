/** Every screen of the app, for those who look at all of them: tests of manners, and the pictures. */
import type { Page } from 'playwright-core'
import { START, untilDone } from './steps'

export interface Screen {
  readonly name: string
  readonly route: string
  /** Which tab, counted from 0; the first unless given. */
  readonly tab?: number
}

/** Goes to a route and one of its tabs, and waits until the page is there and has loaded what it shows. */
export async function visit(page: Page, { route, tab }: Pick<Screen, 'route' | 'tab'>): Promise<void> {
  await page.evaluate((hash) => {
    if (location.hash === hash) return
    // The headings of the page before stay until the next one is there.
    for (const heading of document.querySelectorAll('main :is(h1, h2)')) heading.setAttribute('data-old', '')
    location.assign(hash)
  }, `#${route}`)
  await page.locator('main :is(h1, h2):not([data-old])').first().waitFor()
  if (tab !== undefined) await page.getByRole('tab').nth(tab).click()
  await page.waitForFunction(() => document.querySelector('.loading') === null)
}

/** What a finished study of Iris left behind. */
export interface Place {
  readonly projectId: string
  readonly studyId: string
  readonly datasetId: string
  readonly modelId: string
  readonly trialId: string
  readonly deploymentId: string
}

/** Opens Iris, runs its study and looks up where everything is; the words are those of English. */
export async function runIris(page: Page): Promise<Place> {
  await page.getByRole('button', { name: /^Iris/ }).click()
  await page.getByRole('button', START).click()
  await untilDone(page, 30)
  const [, projectId = '', studyId = ''] = /projects\/([^/]+)\/studies\/([^/?]+)/.exec(page.url()) ?? []
  const idBehind = async (section: 'data' | 'models'): Promise<string> => {
    await page.evaluate((hash) => location.assign(hash), `#/projects/${projectId}/${section}`)
    const link = page.locator(`main a[href^="#/projects/${projectId}/${section}/"]`).first()
    return (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
  }
  const datasetId = await idBehind('data')
  const modelId = await idBehind('models')
  await page.evaluate((hash) => location.assign(hash), `#/projects/${projectId}/studies/${studyId}`)
  const trial = page.locator('main [role="table"] a[href*="/trials/"]').first()
  const trialId = (await trial.getAttribute('href'))?.split('/').at(-1) ?? ''
  const deploymentId = await putToUse(page, projectId)
  return { projectId, studyId, datasetId, modelId, trialId, deploymentId }
}

/** Puts the best trial to use, and keeps what it answers. */
async function putToUse(page: Page, projectId: string): Promise<string> {
  await page.evaluate((hash) => location.assign(hash), `#/projects/${projectId}/use`)
  await page.getByRole('button', { name: 'Put to use' }).click()
  await page.waitForURL(/\/use\/[^/?]+/)
  await page.getByRole('switch').first().click()
  return /\/use\/([^/?]+)/.exec(page.url())?.[1] ?? ''
}

export function listScreens(place: Place): Screen[] {
  const { projectId, studyId, datasetId, modelId, trialId, deploymentId } = place
  const project = `/projects/${projectId}`
  const study = `${project}/studies/${studyId}`
  return [
    { name: 'home', route: '/' },
    { name: 'samples', route: '/samples' },
    { name: 'sample', route: '/samples/filmReviews' },
    { name: 'import', route: '/import' },
    { name: 'project', route: project },
    { name: 'datasets', route: `${project}/data` },
    { name: 'dataset', route: `${project}/data/${datasetId}` },
    { name: 'dataset-rows', route: `${project}/data/${datasetId}`, tab: 1 },
    { name: 'dataset-profile', route: `${project}/data/${datasetId}`, tab: 2 },
    { name: 'dataset-recipe', route: `${project}/data/${datasetId}`, tab: 3 },
    { name: 'dataset-versions', route: `${project}/data/${datasetId}`, tab: 4 },
    { name: 'models', route: `${project}/models` },
    { name: 'model', route: `${project}/models/${modelId}` },
    { name: 'studies', route: `${project}/studies` },
    { name: 'study-new', route: `${project}/studies/new` },
    { name: 'study', route: study },
    { name: 'study-charts', route: study, tab: 1 },
    { name: 'study-diagnosis', route: study, tab: 2 },
    { name: 'study-test', route: study, tab: 3 },
    { name: 'study-export', route: study, tab: 4 },
    { name: 'in-use', route: `${project}/use` },
    { name: 'deployment', route: `${project}/use/${deploymentId}` },
    { name: 'trial', route: `${study}/trials/${trialId}` },
    { name: 'trial-diagnosis', route: `${study}/trials/${trialId}`, tab: 1 },
    { name: 'trial-explain', route: `${study}/trials/${trialId}?tab=explain` },
    { name: 'trial-mistakes', route: `${study}/trials/${trialId}?tab=mistakes` },
    { name: 'trial-codes', route: `${study}/trials/${trialId}?tab=codes` },
    { name: 'trial-match', route: `${study}/trials/${trialId}?tab=match` },
    { name: 'trial-compress', route: `${study}/trials/${trialId}?tab=compress` },
    { name: 'trial-network', route: `${study}/trials/${trialId}?tab=network` },
    { name: 'learn', route: '/learn' },
    { name: 'settings', route: '/settings' },
    { name: 'not-found', route: '/nowhere' },
  ]
}
