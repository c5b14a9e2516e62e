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
}

/** The operating system's reason in Chinese; undefined when the error is not the system's (then it is a bug, or ours). */
export function osReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  const code = String(error.code)
  return REASONS[code] ?? `系统错误 ${code}`
}
