/** @file Prints a page that the core wrote, in a window that nobody sees. */
import { writeFile } from 'node:fs/promises'
import { sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'

/** Of its own, so that its rule is no rule of the app: one file may be read, nothing else, and no script runs. */
const PARTITION = 'fettle-print'

interface Page {
  readonly htmlFile: string
  readonly pdfFile: string
  /** Both files must lie in here. */
  readonly folder: string
}

/** @returns whether it was printed; never rejects. */
export async function printPage({ htmlFile, pdfFile, folder }: Page): Promise<boolean> {
  if (![htmlFile, pdfFile].every((file) => file.startsWith(folder + sep))) return false
  const url = pathToFileURL(htmlFile).href
  const own = session.fromPartition(PARTITION)
  own.webRequest.onBeforeRequest((request, answer) => answer({ cancel: request.url !== url }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, javascript: false, sandbox: true, contextIsolation: true },
  })
  try {
    await window.loadURL(url)
    await writeFile(pdfFile, await window.webContents.printToPDF({ printBackground: true, pageSize: 'A4' }))
    return true
  } catch {
    return false
  } finally {
    window.destroy()
  }
}
