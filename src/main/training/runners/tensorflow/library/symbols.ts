/** @file TensorFlow's C API (`tensorflow/c/c_api.h`), as much of it as training needs. */
import type { LibraryHandle } from 'koffi'

/** An address in the memory of the process; 0 where there is nothing. */
export type Address = bigint

const DECLARATIONS = {
  TF_Version: 'const char *TF_Version()',
  TF_NewStatus: 'void *TF_NewStatus()',
  TF_DeleteStatus: 'void TF_DeleteStatus(void *status)',
  TF_GetCode: 'int TF_GetCode(void *status)',
  TF_Message: 'const char *TF_Message(void *status)',
  TF_NewBufferFromString: 'void *TF_NewBufferFromString(const void *bytes, size_t length)',
  TF_DeleteBuffer: 'void TF_DeleteBuffer(void *buffer)',
  TF_NewGraph: 'void *TF_NewGraph()',
  TF_DeleteGraph: 'void TF_DeleteGraph(void *graph)',
  TF_NewImportGraphDefOptions: 'void *TF_NewImportGraphDefOptions()',
  TF_DeleteImportGraphDefOptions: 'void TF_DeleteImportGraphDefOptions(void *options)',
  TF_GraphImportGraphDef:
    'void TF_GraphImportGraphDef(void *graph, void *definition, void *options, void *status)',
  TF_GraphOperationByName: 'void *TF_GraphOperationByName(void *graph, const char *name)',
  TF_NewSessionOptions: 'void *TF_NewSessionOptions()',
  TF_DeleteSessionOptions: 'void TF_DeleteSessionOptions(void *options)',
  TF_SetConfig: 'void TF_SetConfig(void *options, const void *bytes, size_t length, void *status)',
  TF_NewSession: 'void *TF_NewSession(void *graph, void *options, void *status)',
  TF_CloseSession: 'void TF_CloseSession(void *session, void *status)',
  TF_DeleteSession: 'void TF_DeleteSession(void *session, void *status)',
  TF_SessionListDevices: 'void *TF_SessionListDevices(void *session, void *status)',
  TF_DeviceListCount: 'int TF_DeviceListCount(void *list)',
  TF_DeviceListType: 'const char *TF_DeviceListType(void *list, int index, void *status)',
  TF_DeleteDeviceList: 'void TF_DeleteDeviceList(void *list)',
  TF_SessionRun:
    'void TF_SessionRun(void *session, void *options, void *inputs, void *inputValues, int inputs_, void *outputs, void *outputValues, int outputs_, void *targets, int targets_, void *metadata, void *status)',
  TF_AllocateTensor: 'void *TF_AllocateTensor(int type, const int64_t *sizes, int axes, size_t bytes)',
  TF_DeleteTensor: 'void TF_DeleteTensor(void *tensor)',
  TF_TensorData: 'void *TF_TensorData(void *tensor)',
  TF_TensorByteSize: 'size_t TF_TensorByteSize(void *tensor)',
  TF_TensorType: 'int TF_TensorType(void *tensor)',
  TF_NumDims: 'int TF_NumDims(void *tensor)',
  TF_Dim: 'int64_t TF_Dim(void *tensor, int axis)',
} as const

type Name = keyof typeof DECLARATIONS

/** What goes in: an address, bytes that are only read during the call, a number or a text. */
export type Argument = Address | ArrayBufferView | number | string | null

export interface Symbols {
  /** For functions that give an address. */
  address(name: Name, ...values: readonly Argument[]): Address
  number(name: Name, ...values: readonly Argument[]): number
  text(name: Name, ...values: readonly Argument[]): string
  call(name: Name, ...values: readonly Argument[]): void
}

/** @throws where the library lacks one of them */
export function bindSymbols(library: LibraryHandle): Symbols {
  const functions = new Map(
    Object.entries(DECLARATIONS).map(([name, declaration]) => [
      name,
      library.func(declaration) as (...values: readonly Argument[]) => unknown,
    ]),
  )
  const call = (name: Name, ...values: readonly Argument[]): unknown => functions.get(name)?.(...values)
  return {
    // Null pointers come as null, others as bigints.
    address: (name, ...values) => (call(name, ...values) as Address | null) ?? 0n,
    number: (name, ...values) => Number(call(name, ...values)),
    text: (name, ...values) => String(call(name, ...values)),
    call: (name, ...values) => void call(name, ...values),
  }
}
