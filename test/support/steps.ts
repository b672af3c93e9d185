/** What tests of the app do again and again, by the words that a user reads. */
import type { Locator, Page } from 'playwright-core'

export const START = { name: 'Start', exact: true } as const

/** Opens a sample from the gallery of Home. */
export async function openSample(page: Page, name: string): Promise<void> {
  await page
    .getByRole('region', { name: 'Start from a sample' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await page.getByRole('button', START).waitFor()
}

/** Chooses from one of the app's menus of values; `label` is what the menu is called. */
export async function choose(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Waits for the state beside the title of the study. */
export async function untilState(page: Page, state: string, timeout = 90_000): Promise<void> {
  await page.getByRole('main').getByText(state, { exact: true }).first().waitFor({ timeout })
}

/** How many trials are done, as the head of the study says. */
export async function countDone(page: Page): Promise<number> {
  const text = await page.getByRole('main').innerText()
  return Number(/(\d+)\s+of [\d,]+ trials/.exec(text)?.[1] ?? Number.NaN)
}

/** Waits until at least so many trials are done. */
export async function untilDone(page: Page, count: number, timeout = 60_000): Promise<void> {
  await page.waitForFunction(
    (least) => Number(/(\d+)\s+of [\d,]+ trials/.exec(document.body.innerText)?.[1]) >= least,
    count,
    { timeout },
  )
}

export function leaderboard(page: Page): Locator {
  return page.getByRole('table', { name: 'Leaderboard' })
}

/** The texts of a column of a table, top to bottom, as far as its rows are drawn. */
export async function readColumn(table: Locator, heading: string): Promise<string[]> {
  return table.evaluate((element, wanted) => {
    const texts = (row: Element, role: string): string[] =>
      [...row.querySelectorAll<HTMLElement>(`[role="${role}"]`)].map((cell) => cell.innerText.trim())
    const rows = [...element.querySelectorAll('[role="row"]')]
    const header = rows[0] === undefined ? [] : texts(rows[0], 'columnheader')
    const at = header.findIndex(
      (text) =>
        text
          .replace(/^Sort by/, '')
          .replace(/[↓↑]/, '')
          .trim() === wanted,
    )
    const drawn = rows
      .slice(1)
      .sort(
        (a, b) => Number(a.getAttribute('aria-rowindex') ?? 0) - Number(b.getAttribute('aria-rowindex') ?? 0),
      )
    return drawn.map((row) => texts(row, 'cell')[at] ?? '')
  }, heading)
}

/** Sorts a table by a column; a second time turns the order round. */
export async function sortBy(table: Locator, heading: string): Promise<void> {
  await table.getByRole('columnheader', { name: heading }).getByRole('button').click()
}

export function readNumbers(texts: readonly string[]): number[] {
  return texts.map((text) => Number(/-?[\d,.]+(e-?\d+)?/.exec(text)?.[0].replace(/,/g, '') ?? Number.NaN))
}

/** Goes to a section of the project by the rail. */
export async function goTo(page: Page, section: 'Home' | 'Data' | 'Models' | 'Studies' | 'Settings') {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${section}`) })
    .first()
    .click()
}

/** Sets the number of trials by the study's menu. */
export async function setTrials(page: Page, trials: number): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Change the budget' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Trials', { exact: true }).fill(String(trials))
  await dialog.getByRole('button', { name: /^(Change|Add trials)$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}
