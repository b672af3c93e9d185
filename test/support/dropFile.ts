/** Drops files on the window, as a mouse from the desktop would. */
import type { Page } from 'playwright-core'

export interface DroppedFile {
  readonly name: string
  readonly content: string | Buffer
}

/** @param onto what lies under the pointer: the whole window unless given. */
export function dropFile(page: Page, file: DroppedFile, onto = 'body'): Promise<void> {
  return dropFiles(page, [file], onto)
}

/** Several at once. */
export async function dropFiles(page: Page, files: readonly DroppedFile[], onto = 'body'): Promise<void> {
  const encoded = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }))
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], name))
    }
    return transfer
  }, encoded)
  await page.dispatchEvent(onto, 'dragover', { dataTransfer })
  await page.dispatchEvent(onto, 'drop', { dataTransfer })
  await dataTransfer.dispose()
}
