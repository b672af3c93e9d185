/** @file Prints a page of HTML as PDF by the host, which has windows. */
import type { CoreToHost, HostToCore } from '../../shared/contract/host'
import { AppError } from '../../shared/errors/appError'
import type { PrintPage } from '../services'

interface PrintLink {
  send(message: CoreToHost): void
  onMessage(listener: (message: HostToCore) => void): void
}

/** @returns what rejects with `report/not-printed` where the host could not. */
export function createHostPrinter(link: PrintLink): PrintPage {
  const waiting = new Map<number, (isPrinted: boolean) => void>()
  let lastId = 0
  link.onMessage((message) => {
    if (message.kind !== 'host:printed') return
    waiting.get(message.printId)?.(message.isPrinted)
    waiting.delete(message.printId)
  })
  return async (htmlFile, pdfFile) => {
    const printId = ++lastId
    const isPrinted = await new Promise<boolean>((resolve) => {
      waiting.set(printId, resolve)
      link.send({ kind: 'host:print', printId, htmlFile, pdfFile })
    })
    if (!isPrinted) throw new AppError('report/not-printed', { program: 'Electron' })
  }
}
