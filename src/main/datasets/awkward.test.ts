import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { ImportPreview } from '../../shared/domain/importPreview'
import { createDatasetEngine } from './engine'
import { writeTable } from './testing/temporaryFiles'

const engine = createDatasetEngine()
const propose = (content: string | Uint8Array, dialect = {}) => engine.propose(writeTable(content), dialect)

/** Rows of two numbers and a class, as text. */
const body = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => row(index)).join('\n')
const plain = (index: number) => `${index}.5,${index * 3},${index % 2 ? 'yes' : 'no'}`
const TWENTY = body(20, plain)
const HEADED = `a,b,class\n${TWENTY}\n`

interface Expected {
  readonly rows?: number
  readonly rejected?: readonly [line: number, cause: string][]
  readonly names?: readonly string[]
  readonly types?: readonly string[]
  readonly dialect?: Partial<ImportPreview['plan']['dialect']>
  readonly task?: string
  readonly target?: string
  readonly problem?: string | null
  readonly remarks?: readonly string[]
}

const READABLE: Record<string, [content: string | Uint8Array, expected: Expected]> = {
  'a clean table': [
    HEADED,
    { rows: 20, names: ['a', 'b', 'class'], task: 'binary', target: 'class', problem: null },
  ],
  'a byte order mark': [`\ufeff${HEADED}`, { rows: 20, names: ['a', 'b', 'class'] }],
  'Windows newlines': [HEADED.replaceAll('\n', '\r\n'), { rows: 20, names: ['a', 'b', 'class'] }],
  'old Macintosh newlines': [HEADED.replaceAll('\n', '\r'), { rows: 20, names: ['a', 'b', 'class'] }],
  'mixed newlines': [HEADED.replace('\n', '\r\n').replace('\n4.5', '\r4.5'), { rows: 20 }],
  'no newline at the end': [HEADED.trimEnd(), { rows: 20 }],
  'blank lines between rows': [HEADED.replaceAll('\n', '\n\n'), { rows: 20, rejected: [] }],
  'UTF-16 with its mark': [
    iconv.encode(HEADED, 'utf-16le', { addBOM: true }),
    { rows: 20, dialect: { encoding: 'utf-16le' } },
  ],
  'big-endian UTF-16 without a mark': [
    iconv.encode(HEADED, 'utf-16be', { addBOM: false }),
    { rows: 20, dialect: { encoding: 'utf-16be' } },
  ],
  'Latin letters of Windows': [
    iconv.encode(HEADED.replaceAll('yes', 'möglich'), 'windows-1252'),
    { rows: 20, dialect: { encoding: 'windows-1252' } },
  ],
  GBK: [
    iconv.encode(
      `长度,宽度,种类\n${TWENTY.replaceAll('yes', '山鸢尾花').replaceAll('no', '变色鸢尾')}`,
      'gbk',
    ),
    { rows: 20, dialect: { encoding: 'gbk' }, names: ['长度', '宽度', '种类'] },
  ],
  'Shift-JIS': [
    iconv.encode(
      `長さ,はば,しゅるい\n${TWENTY.replaceAll('yes', 'あやめ').replaceAll('no', 'はなしょうぶ')}`,
      'shift_jis',
    ),
    { rows: 20, dialect: { encoding: 'shift_jis' } },
  ],
  'a broken character': [
    Buffer.concat([
      Buffer.from(`${HEADED.replaceAll('yes', 'né')}1,2,`),
      Buffer.from([0xff, 10]),
      Buffer.from(TWENTY),
    ]),
    { rows: 40, rejected: [[22, 'encoding']] },
  ],
  'a zero byte': [HEADED.replace('4.5,12', '4\0.5,12'), { rows: 19, rejected: [[6, 'encoding']] }],
  semicolons: [HEADED.replaceAll(',', ';'), { rows: 20, dialect: { delimiter: ';', decimal: '.' } }],
  tabs: [HEADED.replaceAll(',', '\t'), { rows: 20, dialect: { delimiter: '\t' } }],
  bars: [HEADED.replaceAll(',', '|'), { rows: 20, dialect: { delimiter: '|' } }],
  blanks: [HEADED.replaceAll(',', ' '), { rows: 20, dialect: { delimiter: ' ' } }],
  'sentences of as many words each': [
    `review,mood\n${body(20, (index) => (index % 2 ? 'what a lovely film that was,good' : 'it is a dull film here,bad'))}`,
    { rows: 20, names: ['review', 'mood'], dialect: { delimiter: ',' } },
  ],
  'semicolons and decimal commas': [
    HEADED.replaceAll(',', ';').replaceAll('.', ','),
    { rows: 20, dialect: { delimiter: ';', decimal: ',' }, types: ['number', 'number', 'boolean'] },
  ],
  'thousands in quotes': [
    `a,b,class\n${body(20, (index) => `"${index + 1},234.5",${index * 7},${index % 2}`)}`,
    { rows: 20, dialect: { decimal: '.' }, types: ['number', 'number', 'category'] },
  ],
  'German thousands': [
    `a;b;class\n${body(20, (index) => `${index + 1}.234,5;${index * 7};${index % 2}`)}`,
    { rows: 20, dialect: { decimal: ',' }, types: ['number', 'number', 'category'] },
  ],
  'blanks after commas': [
    HEADED.replaceAll(',', ', '),
    { rows: 20, names: ['a', 'b', 'class'], problem: null },
  ],
  'quoted commas': [HEADED.replaceAll('yes', '"yes, please"'), { rows: 20, rejected: [] }],
  'quoted newlines': [HEADED.replaceAll('yes', '"yes,\nplease"'), { rows: 20, rejected: [] }],
  'single quotes': [
    HEADED.replaceAll('yes', "'yes, please'").replaceAll('no', "'no, thanks'"),
    { rows: 20, dialect: { quote: "'" } },
  ],
  'a long and a short row': [
    HEADED.replace('\n3.5,9,yes', '\n3.5,9,yes,more').replace('\n5.5,15,yes', '\n5.5'),
    {
      rows: 18,
      rejected: [
        [5, 'tooManyCells'],
        [7, 'tooFewCells'],
      ],
    },
  ],
  'ragged rows after a quoted newline': [
    HEADED.replace('yes', '"y\ne\ns"').replace('\n5.5,15,yes', '\n5.5'),
    { rows: 19, rejected: [[9, 'tooFewCells']] },
  ],
  'an unclosed quote': [HEADED.replace('\n6.5', '\n"6.5'), { rows: 19, rejected: [[8, 'unclosedQuote']] }],
  'an unclosed quote in the last row': [`${HEADED}"7,8,yes`, { rows: 20, rejected: [[22, 'unclosedQuote']] }],
  'a word among the figures': [
    HEADED.replace('\n3.5', '\nabout 3.5'),
    { rows: 19, rejected: [[5, 'notANumber']] },
  ],
  'a figure beyond all bounds': [
    HEADED.replace('\n3.5', '\n1e309'),
    { rows: 19, rejected: [[5, 'notANumber']] },
  ],
  'question marks for missing': [HEADED.replace('\n3.5', '\n?'), { rows: 20, dialect: { missing: ['?'] } }],
  'several words for missing': [
    HEADED.replace('\n3.5', '\nN/A').replace('\n5.5', '\nNaN').replace('\n7.5', '\n-'),
    { rows: 20, dialect: { missing: ['-', 'N/A', 'NaN'] }, remarks: ['filled'] },
  ],
  'a name twice, and one that is missing': [
    `a,a,class,\n${body(20, (index) => `${plain(index)},${index}`)}`,
    { names: ['a', 'a 2', 'class', 'Column 4'], remarks: ['renamedColumns'] },
  ],
  'names of the language itself': [
    `__proto__,constructor,class\n${TWENTY}`,
    { rows: 20, names: ['__proto__', 'constructor', 'class'], problem: null },
  ],
  'a column with nothing in it': [
    `a,b,c,class\n${body(20, (index) => `${index},,${index * 2},${index % 2}`)}`,
    { rows: 20, remarks: ['allMissing'], problem: null },
  ],
  'a column that never changes': [
    `a,b,c,class\n${body(20, (index) => `${index * 2},7,${index * 3},${index % 2}`)}`,
    { rows: 20, remarks: ['constant'], problem: null },
  ],
  'a target of one class': [
    `a,b,class\n${TWENTY.replaceAll('yes', 'no')}`,
    { problem: 'dataset/target-constant', target: 'class' },
  ],
  'a target with nothing in it': [
    `a,b,label\n${body(20, (index) => `${index},${index % 3},`)}`,
    { target: 'b', remarks: ['allMissing'] },
  ],
  'nothing at all in any row': [
    `a,b,c\n${body(20, () => ',,')}`,
    { rows: 20, problem: 'dataset/target-missing' },
  ],
  'a running number': [
    `id,a,class\n${body(30, (index) => `${index + 1},${index * 1.5},${index % 2}`)}`,
    { types: ['identifier', 'number', 'category'], remarks: ['identifier'] },
  ],
  sentences: [
    `words,a,class\n${body(30, (index) => `this is sentence number ${index} of the lot,${index * 1.5},${index % 2}`)}`,
    { types: ['text', 'number', 'category'], remarks: ['textLeftOut'] },
  ],
  dates: [
    `day,a,sales\n${body(28, (index) => `2024-02-${String(index + 1).padStart(2, '0')},${index % 5},${index * 1.1}`)}`,
    { types: ['date', 'number', 'number'], task: 'regression', target: 'sales' },
  ],
  'yes and no': [
    `smoker,a,class\n${body(20, (index) => `${index % 3 ? 'Yes' : 'No'},${index * 1.5},${index % 2}`)}`,
    { types: ['boolean', 'number', 'category'] },
  ],
  'an answer among the questions': [
    `a,b,class\n${body(40, (index) => `${index % 7},${index % 2 ? 'x' : 'y'},${index % 2}`)}`,
    { remarks: ['leaking', 'duplicateRows', 'acrossParts'] },
  ],
  'a column that hardly changes': [
    `a,b,class\n${body(300, (index) => `${index === 7 ? 1 : 0},${index},${index % 3 ? 'y' : 'n'}`)}`,
    { remarks: ['nearConstant'] },
  ],
  'rows without an answer': [
    HEADED.replaceAll('3.5,9,yes', '3.5,9,'),
    { rows: 20, remarks: ['droppedRows'] },
  ],
  'a class of one row': [
    HEADED.replace('3.5,9,yes', '3.5,9,perhaps'),
    { task: 'multiclass', remarks: ['rareClass'] },
  ],
  'words only': [
    `colour,shape,class\n${body(40, (index) => `${['red', 'green', 'blue'][index % 3]},${['round', 'square'][index % 2]},${['big', 'small'][index % 2]}`)}`,
    { names: ['colour', 'shape', 'class'], dialect: { hasHeader: true }, rows: 40 },
  ],
  'figures without a header': [
    body(20, (index) => `${index},${index * 2},${index % 2}`),
    { rows: 20, dialect: { hasHeader: false }, names: ['Column 1', 'Column 2', 'Column 3'] },
  ],
  'empty cells to the right of every row': [
    HEADED.replaceAll('\n', ',,\n'),
    { rows: 20, rejected: [], target: 'class' },
  ],
  'five rows': [`a,b,class\n${body(5, plain)}`, { rows: 5, problem: 'dataset/too-few-rows' }],
  'a list of objects': [
    '[\n  {\n    "pclass": 1,\n    "survived": 1\n  }\n]\n',
    { rows: 1, names: ['pclass', 'survived'], problem: 'dataset/target-constant' },
  ],
  'one object a line': [
    '{"a": 1, "b": 2}\n{"a": 2, "b": 3}\n',
    { rows: 2, names: ['a', 'b'], types: ['number', 'category'] },
  ],
  'a picture that is cut short': [
    Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'),
    { rows: 0, rejected: [[1, 'truncatedPicture']] },
  ],
  'rows that are all kept aside but a few': [
    `a,b,class\n${TWENTY}\n${body(8, () => '1,2')}`,
    {
      rows: 20,
      rejected: Array.from({ length: 8 }, (_, at) => [22 + at, 'tooFewCells'] as [number, string]),
    },
  ],
}

describe('an awkward table', () => {
  it.each(Object.entries(READABLE))('%s', async (_name, [content, expected]) => {
    const preview = await propose(content)
    const { plan } = preview
    if (expected.rows !== undefined) expect(preview.rowCount).toBe(expected.rows)
    if (expected.rejected)
      expect(preview.rejected.map(({ line, cause }) => [line, cause])).toEqual(expected.rejected)
    if (expected.names) expect(plan.columns.map(({ name }) => name)).toEqual(expected.names)
    if (expected.types) expect(plan.columns.map(({ type }) => type)).toEqual(expected.types)
    if (expected.dialect) expect(plan.dialect).toMatchObject(expected.dialect)
    if (expected.task) expect(plan.task).toBe(expected.task)
    if (expected.target)
      expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe(expected.target)
    if (expected.problem !== undefined) expect(preview.problem?.code ?? null).toBe(expected.problem)
    if (expected.remarks)
      expect(preview.remarks.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...expected.remarks]))
    expect(preview.rejectedCount).toBe(preview.rejected.length)
    expect(preview.rejected.every(({ text }) => text !== '')).toBe(true)
  })
})

const REFUSED: Record<string, [content: string | Uint8Array, code: string]> = {
  'an empty file': ['', 'dataset/empty'],
  'blank lines only': ['\n\n \r\n', 'dataset/empty'],
  'a byte order mark only': ['\ufeff', 'dataset/empty'],
  'a header only': ['a,b,c\n', 'dataset/no-rows'],
  'a header without a newline': ['name,age,city', 'dataset/no-rows'],
  'one column': [`class\n${body(20, (index) => String(index))}`, 'dataset/one-column'],
  'one column of words': [`word\n${body(20, (index) => `item${index % 4}`)}`, 'dataset/one-column'],
  'a document': ['%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'dataset/not-a-table'],
  'an archive that is cut short': [Buffer.from('504b030414000600', 'hex'), 'archive/broken'],
  'random bytes': [
    Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 7) % 256)),
    'dataset/not-a-table',
  ],
  'a list of words in brackets': ['["a", "b"]', 'dataset/not-a-table'],
  'a web page': ['<!doctype html>\n<html><body>\n<p>a, b, c</p>\n</body></html>\n', 'dataset/not-a-table'],
  markup: ['<?xml version="1.0"?>\n<rows><row a="1"/></rows>\n', 'dataset/not-a-table'],
  'a letter': [
    'Dear Sir or Madam,\n\nI am writing to you, as promised, about the tables. They are not here.\nI looked everywhere: in the\ndrawers, under the desk, and behind the door.\n\nYours,\nA Reader\n',
    'dataset/not-a-table',
  ],
  'a poem': [
    'It was many and many a year ago\nIn a kingdom by the sea\nThat a maiden there lived whom you may know\nBy the name of Annabel Lee\nAnd this maiden she lived with no other thought\nThan to love and be loved by me\n',
    'dataset/not-a-table',
  ],
  'a program': [
    "import { open } from 'node:fs'\n\nexport function main(path) {\n  const file = open(path)\n  if (!file) {\n    return null\n  }\n  return [file, path]\n}\n",
    'dataset/not-a-table',
  ],
  'one column with a delimiter after it': [
    `class;\n${body(20, (index) => `${index % 5};`)}`,
    'dataset/one-column',
  ],
  'statements that end with semicolons': [
    body(20, (index) => `  const value${index} = compute(${index});`),
    'dataset/not-a-table',
  ],
  'a million columns': [
    `${Array.from({ length: 1_000_000 }, (_, at) => at).join(',')}\n`,
    'dataset/too-many-columns',
  ],
}

describe('what is no table', () => {
  it.each(Object.entries(REFUSED))('%s', async (_name, [content, code]) => {
    await expect(propose(content)).rejects.toMatchObject({ code })
  })

  it('says how many columns are too many', async () => {
    const header = Array.from({ length: 30_000 }, (_, at) => `c${at}`).join(',')
    const row = Array.from({ length: 30_000 }, (_, at) => at % 9).join(',')
    await expect(propose(`${header}\n${row}\n${row}\n`)).rejects.toMatchObject({
      details: { count: 30_000, limit: 10_000 },
    })
  })

  it('leaves the engine fit for the next file', async () => {
    await expect(propose('')).rejects.toMatchObject({ code: 'dataset/empty' })
    expect((await propose(HEADED)).rowCount).toBe(20)
  })
})

describe('what the user fixed', () => {
  it('is taken as it is', async () => {
    const dialect = {
      format: 'delimited',
      sheet: null,
      delimiter: ';',
      quote: '',
      encoding: 'windows-1252',
      hasHeader: false,
      decimal: ',',
      missing: ['x'],
    } as const
    const preview = await propose(HEADED.replaceAll(',', ';'), dialect)
    expect(preview.plan.dialect).toMatchObject(dialect)
    expect(preview.rowCount + preview.rejectedCount).toBe(21)
  })

  it('may be a delimiter that leaves one column', async () => {
    await expect(propose(HEADED, { delimiter: '|' })).rejects.toMatchObject({ code: 'dataset/one-column' })
  })
})
