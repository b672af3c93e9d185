/** Drops a file on the window, as a mouse from the desktop would. */
import type { Page } from 'playwright-core'

export interface DroppedFile {
  readonly name: string
  readonly content: string | Buffer
}

/** @param onto what lies under the pointer: the whole window unless given. */
export async function dropFile(page: Page, file: DroppedFile, onto = 'body'): Promise<void> {
  const base64 = Buffer.from(file.content).toString('base64')
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], name))
      return transfer
    },
    [file.name, base64] as const,
  )
  await page.dispatchEvent(onto, 'dragover', { dataTransfer })
  await page.dispatchEvent(onto, 'drop', { dataTransfer })
  await dataTransfer.dispose()
}
