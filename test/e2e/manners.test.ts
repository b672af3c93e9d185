import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findBarriers, WORD_KEY } from '../support/barriers'
import { describeApp } from '../support/browserTests'
import { ROOT } from '../support/build'
import { dropFile } from '../support/dropFile'
import { openWindow } from '../support/openApp'
import { listScreens, runIris, visit } from '../support/screens'
import { START, untilState } from '../support/steps'

const MESSY = readFileSync(join(ROOT, 'test', 'fixtures', 'messy.csv'))

/** Which rules of axe are asked; none: all of them. Only these depend on the colours. */
const RULES = { light: [], dark: ['color-contrast', 'link-in-text-block'] }

for (const colorScheme of ['light', 'dark'] as const) {
  describeApp(
    `every screen, ${colorScheme}`,
    (app) => {
      it('can be used by everybody, and has a word for everything', async () => {
        const { page } = app()
        const barriers: string[] = []
        const look = async (name: string): Promise<void> => {
          for (const barrier of await findBarriers(page, RULES[colorScheme]))
            barriers.push(`${name}: ${barrier}`)
          expect(await page.locator('body').innerText(), name).not.toMatch(WORD_KEY)
        }
        for (const screen of listScreens(await runIris(page))) {
          await visit(page, screen)
          await look(screen.name)
        }
        await dropFile(page, { name: 'messy.csv', content: MESSY })
        await page.getByText('92 rows read').waitFor()
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click()
          await page.locator('.loading').first().waitFor({ state: 'detached' })
          await look(`what was read, ${await tab.innerText()}`)
        }
        expect(barriers).toEqual([])
      })
    },
    { colorScheme },
  )
}

/** What has no Chinese name, or is the user's own: names of things, units, codes and the words of the data. */
const LATIN = new Set(
  `Fettle ONNX Runtime TensorFlow softmax CPU WebGPU CUDA CSV TSV SHA UTF MIT Python Java ReLU Adam RMSprop SGD GELU Glorot He log px min ms kB MB GB TB AM PM
  MCC Cohen Brier Huber Tversky AUC ROC MSE RMSE MAE MAPE
  JSON Parquet Excel JPEG PNG WebP GIF BMP TIFF IDX zip tar gz
  Iris iris csv setosa versicolor virginica sepal petal length width species onnx English CIFAR Ctrl
  Matt Mazur Step by Backpropagation Example Sigmoid hidden output kernel bias stack drop exp x1 x2
  LSTM GRU sigmoid IMDB Maas TF js model json Keras keras h5 weights npz safetensors SHAP Tab Optuna
  HTTP row pip wheel site packages libtensorflow
  Fisher Aeberhard Forina Alpaydin Kaynak UCI Machine Learning Repository tmp home fettle L2 F1`.split(/\s+/),
)

/** Copies of a layer are numbered. */
function isLatin(word: string): boolean {
  return LATIN.has(word) || LATIN.has(word.replace(/\d+$/, ''))
}

describeApp('in Chinese', (app) => {
  it('leaves no English word on any screen', async () => {
    const { page: english, context, server } = app()
    const place = await runIris(english)
    const browser = context.browser()
    if (browser === null) throw new TypeError('the window has no browser')
    const { page, watch } = await openWindow(browser, server, { locale: 'zh-CN' })
    const foreign: string[] = []
    for (const screen of listScreens(place)) {
      await visit(page, screen)
      const whole = await page.locator('body').innerText()
      const codes = await page.locator('.code, code').allInnerTexts()
      const text = codes.reduce((rest, code) => rest.replace(code, ''), whole)
      const words = text.match(/[A-Za-z][A-Za-z0-9]+/g) ?? []
      for (const word of new Set(words)) if (!isLatin(word)) foreign.push(`${screen.name}: ${word}`)
    }
    expect(foreign).toEqual([])
    expect(watch.complaints).toEqual([])
  })
})

describeApp('the keyboard alone', (app) => {
  it('leads from the gallery to a running study', async () => {
    const { page } = app()
    await page.getByRole('button', { name: /^Iris/ }).waitFor()
    await tabTo(page, /^Iris/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', START).waitFor()
    await tabTo(page, /^Start$/)
    await page.keyboard.press('Enter')
    await untilState(page, 'Done')
  })

  it('moves along the tabs and into the leaderboard', async () => {
    const { page } = app()
    await tabTo(page, /^Trials$/)
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tab', { name: 'Analysis' }).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowLeft')
    const board = page.getByRole('table', { name: 'Leaderboard' })
    await board.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Close the trial' }).waitFor()
  })
})

/** Presses Tab until something of that name has the focus, as a user without a mouse does. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    )
    if (name.test(text.trim())) return
  }
  throw new TypeError(`nothing called ${String(name)} takes the focus`)
}
