/** @file Spreadsheets for tests. */
import { zipOf } from './archives'

type SheetCell = string | number | boolean | null

/** The least that a spreadsheet is made of. Whole figures over 40,000 are days, as Excel counts them. */
export async function spreadsheetOf(sheets: Record<string, SheetCell[][]>): Promise<Buffer> {
  const names = Object.keys(sheets)
  const cellXml = (cell: SheetCell) => {
    if (cell === null) return '<c/>'
    if (typeof cell === 'number')
      return `<c${Number.isInteger(cell) && cell > 40_000 ? ' s="1"' : ''}><v>${cell}</v></c>`
    if (typeof cell === 'boolean') return `<c t="b"><v>${Number(cell)}</v></c>`
    return `<c t="inlineStr"><is><t>${cell}</t></is></c>`
  }
  const column = (at: number) => String.fromCharCode(65 + at)
  const sheetXml = (rows: SheetCell[][]) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map(
        (row, y) =>
          `<row r="${y + 1}">${row.map((cell, x) => cellXml(cell).replace('<c', `<c r="${column(x)}${y + 1}"`)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipOf({
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml':
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheets[name] ?? [])]),
    ),
  })
}
