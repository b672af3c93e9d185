/** Turns a page of HTML into a PDF file. @throws {report/no-printer | report/not-printed} */
export type PrintPage = (htmlFile: string, pdfFile: string) => Promise<void>
