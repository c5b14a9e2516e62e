/** What systems and tools leave behind in every folder that they touch: no file of anybody, in a card as in a package. One list for both. */

const FOLDERS =
  /^(?:__MACOSX|@eaDir|#recycle|#snapshot|System Volume Information|\$RECYCLE\.BIN|RECYCLER|\.Trashes|\.Trash-\d+|\.Spotlight-V100|\.fseventsd|\.TemporaryItems|\.DocumentRevisions-V100|\.AppleDouble|\.thumbnails|\.android_secure|lost\+found|LOST\.DIR|\.git|\.svn)$/i

const FILES =
  /^(?:Thumbs\.db(?::encryptable)?|ehthumbs(?:_vista)?\.db|desktop\.ini|\.DS_Store|\.localized|Icon\r|\.directory|\.nomedia|\.picasa\.ini|pspbrwse\.jbf|\.BridgeSort|WPSettings\.dat|IndexerVolumeGuid|\._.*|~\$.*|\.~.*|~WRL\d+\.tmp|\.~lock\..*#|.*\.(?:crdownload|part|partial|download|!ut|aria2|td|xltd|baiduyun\.p\.downloading))$/i

export const isJunkFolder = (name: string): boolean => FOLDERS.test(name)
export const isJunkFile = (name: string): boolean => FILES.test(name)

/** The same of a path with / between its parts. */
export function isJunk(path: string): boolean {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  return isJunkFile(file) || parts.some(isJunkFolder)
}

/** Names that a system runs when they are opened, or by itself (autorun.inf). */
const PROGRAM =
  /(?:\.(?:exe|dll|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|msi|msp|msc|cpl|reg|jar|lnk|url|scf|desktop|app|apk|sh|chm|iso|img|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|ppam)|(?:^|\/)(?:autorun\.inf|vbaProject\.bin))$/i

export const isProgramName = (path: string): boolean => PROGRAM.test(path.trim())
