/** @file Entry of the desktop app. */
import { startDesktop } from './electron/desktop'

startDesktop(import.meta.dirname)
