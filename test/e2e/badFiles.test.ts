import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { type DroppedFile, dropFile } from '../support/dropFile'
import { choose } from '../support/steps'

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')
const MILLION = 1_000_000

/** What is dropped, and what the app must say about it. */
const BAD: readonly [what: string, file: DroppedFile, words: readonly string[]][] = [
  ['an empty file', { name: 'empty.csv', content: '' }, ['empty.csv is empty', 'The file has no content.']],
  [
    'a header and nothing else',
    { name: 'header.csv', content: 'a,b,c\n' },
    ['header.csv has no rows', 'no row below it could be read'],
  ],
  [
    'a letter',
    { name: 'letter.txt', content: 'Dear friend,\nthis is a letter. It has no columns.\n\nYours\nA. B.\n' },
    ['letter.txt is not a table', 'it may be a document or a program'],
  ],
  [
    'a picture',
    {
      name: 'photo.csv',
      content: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      ),
    },
    ['photo.csv is a single picture', 'Drop the folder that the pictures are in'],
  ],
  [
    'quotes that never close',
    { name: 'malformed.csv', content: `a,b,y\n1,2,x\n3,"4,x\n${lines(40, (at) => `${at},${at % 7},z`)}` },
    ['malformed.csv', 'set aside'],
  ],
  [
    'a million columns',
    { name: 'wide.csv', content: `a${',a'.repeat(MILLION - 1)}\n1${',1'.repeat(MILLION - 1)}\n` },
    ['The table has too many columns', 'It has 1,000,000 columns; at most 10,000 can be used.'],
  ],
  [
    'a target of one class',
    { name: 'same.csv', content: `x,y\n${lines(40, (at) => `${(at * at) % 7},same`)}` },
    ['“y” always says the same', 'there is nothing to learn'],
  ],
]

describeApp('files that are no good', (app) => {
  it.each(BAD)('says what is wrong with %s', async (_what, file, words) => {
    const { page } = app()
    await dropFile(page, file)
    const main = page.getByRole('main')
    await main.getByText(file.name).first().waitFor()
    for (const text of words) await main.getByText(text).first().waitFor()
  })

  it('leaves a column out that has no value at all, and refuses it as the target', async () => {
    const { page } = app()
    const rows = lines(40, (at) => `${(at * at) % 7},,${at % 2 === 0 ? 'a' : 'b'}`)
    await dropFile(page, { name: 'hollow.csv', content: `x,hollow,y\n${rows}` })
    await page.getByText('has no value at all, so it was left out.').waitFor()
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isEnabled()).toBe(true)
    await choose(page, /^Role hollow/, 'Target')
    await page.getByRole('alert').getByText('“hollow” is empty').waitFor()
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isEnabled()).toBe(false)
  })

  it('still reads a good file after all of them', async () => {
    const { page } = app()
    const rows = lines(40, (at) => `${at % 9},${at % 2 === 0 ? 'a' : 'b'}`)
    await dropFile(page, { name: 'good.csv', content: `x,y\n${rows}` })
    await page.getByText('40 rows read').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('heading', { name: 'good' }).waitFor()
  })
})
