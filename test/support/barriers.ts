/** What keeps somebody from using a screen, and words that are missing on it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** @returns what axe calls serious or critical, a line each; all its rules unless some are named. */
export async function findBarriers(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const builder = new AxeBuilder({ page })
  if (rules.length > 0) builder.withRules([...rules])
  const { violations } = await builder.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** A word as it stands in the tables of words: `study.board.title`; names of files are none. */
export const WORD_KEY =
  /\b(common|data|division|home|layer|look|model|reading|recipe|result|setting|settings|shell|study|trial|version)(?!\.json\b)(\.[a-z][A-Za-z0-9]*){1,3}\b/
