import { type BrowserWindow, dialog, type FileFilter, safeStorage, shell } from 'electron'

interface OpenFile {
  title: string
  filters: FileFilter[]
}

/** What was dropped on the window and not yet asked for. */
let waiting: string[] = []

export function drop(paths: string[]): void {
  waiting = paths
}

/** What only the window's side can do, by the names under which the backend asks for it: process.ts `seams`. */
export function native(window: () => BrowserWindow | null) {
  // Modal to the window where there is one: the dialog cannot be lost behind it.
  const openAll = async (options: Electron.OpenDialogOptions): Promise<string[] | null> => {
    const owner = window()
    const { filePaths } = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options))
    return filePaths.length > 0 ? filePaths : null
  }
  const open = async (options: Electron.OpenDialogOptions) => (await openAll(options))?.[0] ?? null

  return {
    openFile: ({ title, filters }: OpenFile) => open({ title, filters, properties: ['openFile'] }),
    openFiles: ({ title, filters }: OpenFile) =>
      openAll({ title, filters, properties: ['openFile', 'multiSelections'] }),
    dropped: () => {
      const paths = waiting
      waiting = []
      return paths
    },
    openFolder: ({ title }: { title: string }) => open({ title, properties: ['openDirectory', 'createDirectory'] }),

    async saveFile({ title, defaultName, filters }: OpenFile & { defaultName: string }): Promise<string | null> {
      const owner = window()
      const options = { title, defaultPath: defaultName, filters }
      const { canceled, filePath } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options))
      return canceled || !filePath ? null : filePath
    },

    async openPath(path: string): Promise<void> {
      const problem = await shell.openPath(path)
      if (problem) throw new Error(`openPath: ${problem}`)
    },

    printers: async (): Promise<string[]> =>
      ((await window()?.webContents.getPrintersAsync()) ?? []).map(printer => printer.name),

    available: () => canKeepSecrets(),
    /** DPAPI on Windows, Keychain on macOS, the keyring on Linux. safeStorage takes text: bytes go in as base64. */
    protect: (plain: Uint8Array): Uint8Array => safeStorage.encryptString(Buffer.from(plain).toString('base64')),
    unprotect: (wrapped: Uint8Array): Uint8Array =>
      Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'),
  }
}

/** `basic_text` is Linux without a keyring: "encrypted" with a key that everybody knows. That is not keeping a secret. */
function canKeepSecrets(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}
