/** @file Channels of trained models in the shapes that other programs read. */
import * as v from 'valibot'
import { EXPORT_FORMATS } from '../../domain/exportFormat'
import { FileId, TrialId } from '../../domain/ids'
import { KeptFile } from './projectFile'

const Wanted = v.strictObject({ trialId: TrialId, format: v.picklist(EXPORT_FORMATS) })

export const exportInvokes = {
  /** One file: ONNX as it is, else a ZIP. */
  'export:zip': { input: Wanted, output: KeptFile },
  /** The same, file by file. */
  'export:files': { input: Wanted, output: v.array(v.strictObject({ path: v.string(), id: FileId })) },
} as const
