const REASONS: Record<string, string> = {
  ENOENT: '文件或文件夹不存在',
  ENOTDIR: '文件夹不存在',
  EISDIR: '这是一个文件夹',
  EACCES: '没有访问权限，或文件正被其他程序占用',
  EPERM: '没有访问权限，或文件正被其他程序占用',
  EBUSY: '文件正被其他程序占用',
  ENOSPC: '磁盘空间不足',
  EDQUOT: '磁盘配额已满',
  EROFS: '所在磁盘是只读的',
  ENAMETOOLONG: '文件名或路径太长',
  EIO: '磁盘读写出错',
  EMFILE: '打开的文件太多',
  SQLITE_BUSY: '文件正被其他程序占用',
  SQLITE_LOCKED: '文件正被其他程序占用',
  SQLITE_IOERR_DELETE: '文件正被其他程序占用',
  SQLITE_IOERR_ACCESS: '文件正被其他程序占用',
  SQLITE_IOERR_LOCK: '文件正被其他程序占用',
  SQLITE_FULL: '磁盘空间不足',
  SQLITE_CANTOPEN: '文件或文件夹打不开',
  SQLITE_READONLY: '没有写入权限',
  SQLITE_IOERR: '磁盘读写出错',
}

/** The operating system's (or SQLite's) reason in Chinese; undefined when the error is not theirs (then it is a bug, or ours). */
export function osReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const code = String(error.code)
  const known = REASONS[code] ?? REASONS[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code]
  if (known) return known
  return 'syscall' in error ? `系统错误 ${code}` : undefined
}

/** The same for messages that must say something in any case. */
export const reason = (error: unknown): string =>
  osReason(error) ?? (error instanceof Error ? error.message : String(error))
