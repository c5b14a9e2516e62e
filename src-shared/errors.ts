/**
 * Every expected failure: its code, what the user reads, and what helps. The message names the record and the field; the
 * remedy never says "delete the data". A bug is not listed here: it is logged and reported with an incident number.
 */
type Params = Record<string, string | number>
type Text = (p: Params) => string

interface ErrorText {
  message: Text
  remedy: string
}

const say =
  (template: string): Text =>
  p =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => String(p[key] ?? ''))

const entry = (message: string, remedy: string): ErrorText => ({ message: say(message), remedy })

export const ERRORS = {
  // —— the border ——
  INPUT_INVALID: entry('填写的内容有误：{detail}', '请按提示修改后再试。'),
  ROUTE_UNKNOWN: entry('程序没有名为「{route}」的功能。', '请更新到同一版本的程序后再试。'),
  CANCELLED: entry('操作已取消。', '没有写入任何内容，可以重新开始。'),
  INTERNAL: entry(
    '程序遇到未预料的问题（事件编号 {incident}）。',
    '数据没有改动。请重试；若再次出现，请把事件编号和日志交给维护人员。',
  ),
  CALL_LOST: entry(
    '程序的后台意外结束，这一步是否已经保存还不能确定（事件编号 {incident}）。',
    '窗口会重新打开数据；请查看相应记录或「操作日志」的最后几条，没有的再做一次。',
  ),
  NOT_FOUND: entry('{what}不存在或已移入回收站。', '请刷新列表后再试。'),
  STALE: entry('{what}在您打开之后已被他人修改。', '请核对对方的修改，逐项取用或保留自己填写的内容后再保存。'),

  // —— persons ——
  LOGIN_NEEDED: entry('请先登录。', '登录后再试一次；填写的内容还在。'),
  LOGIN_WRONG: entry('账号或密码不对。', '请检查大小写和输入法后重试；忘记密码请管理员重设。'),
  LOGIN_WAIT: entry(
    '「{name}」的密码连续输错，请 {seconds} 秒后再试。',
    '每多错一次，等待的时间加倍。忘记密码请管理员重设。',
  ),
  NOT_ALLOWED: entry('「{name}」（{role}）不能进行这项操作。', '请由{who}登录后办理。'),
  ACCOUNT_STATE: entry('不能{action}：{detail}', '请在「设置 → 人员与账号」核对。'),
  SIGN_PENDING: entry(
    '「{title}」已提交，还需{who}签署后生效。',
    '可由本人在这里输入自己的密码签署，或登录后在工作台签署。',
  ),

  // —— opening the data folder ——
  DATA_IN_USE: entry(
    '数据文件夹正被另一个程序使用：{path}',
    '请关闭已打开的内督管家（或命令行程序）；没有打开的，请等备份、同步或杀毒软件读完后重试。',
  ),
  DATA_LEASED: entry(
    '数据文件夹正由另一台电脑「{pc}」使用：{path}',
    '请在那台电脑上关闭内督管家后再打开；那台电脑已经关机的，请等 3 分钟后重试。共享和同步文件夹里的数据不能两台电脑同时使用，请移到一台电脑的本机磁盘。',
  ),
  DATA_NOT_WRITABLE: entry('数据文件夹不能写入：{path}', '请检查该文件夹的权限，或另选一个可以写入的文件夹。'),
  DATA_PATH_LONG: entry(
    '数据文件夹的路径太长（{length} 个字符，上限 {limit}）：{path}',
    '请另选一个层次少、名称短的文件夹，例如 D:\\内督管家数据。',
  ),
  DATA_MOVED: entry(
    '这里的数据已经移到：{to}',
    '请选择新的位置打开。这里留下的是移动当时的旧数据，确认不再需要后可以自行删除。',
  ),
  DATA_MOVE: entry('不能把数据移到「{to}」：{detail}', '请另选一个文件夹。现有数据没有改动。'),
  DATA_DISK_FULL: entry('磁盘空间不足，无法打开数据：{path}', '请清理磁盘空间后重试，现有数据没有改动。'),
  DATA_IO: entry(
    '读写磁盘时出错：{path}（{detail}）',
    '请检查磁盘或 U 盘是否接好，稍等片刻后重试。若反复出现，请先把整个数据文件夹复制到另一个磁盘。',
  ),
  DATA_DAMAGED: entry(
    '数据文件已损坏：{path}（{detail}）',
    '请从 backups 文件夹选一份备份恢复；损坏的文件会原样保留，请勿删除。',
  ),
  DATA_NOT_OURS: entry('这个文件不是内督管家的数据：{path}', '请检查数据文件夹是否选对；文件保持原样。'),
  DATA_NEWER: entry(
    '数据由更新版本的程序写成（数据版本 {found}，本程序支持到 {known}）。',
    '请安装新版本的内督管家后再打开，数据没有改动。',
  ),
  DATA_FOREIGN: entry(
    '数据文件里有不属于内督管家的内容：{path}（{detail}）',
    '它被别的程序改动过，打开会执行那些内容，因此没有打开。请从 backups 文件夹选一份备份恢复；文件保持原样。',
  ),
  DATA_MIGRATION_FAILED: entry('升级数据时出错：{detail}', '数据已恢复到升级前的状态。请联系维护人员，并附上日志。'),
  BACKUP_FAILED: entry('备份没有成功：{detail}', '请检查备份位置的磁盘空间和权限后重试，现有数据没有改动。'),
  BACKUP_NOT_OURS: entry('「{name}」不是内督管家的备份。', '请选择本程序写成的备份（扩展名 .sqlite）。'),
  BACKUP_DAMAGED: entry('备份「{name}」已损坏：{detail}', '请换一份备份。现有数据没有改动。'),
  BACKUP_FOREIGN: entry(
    '备份「{name}」里有不属于内督管家的内容：{detail}',
    '它被别的程序改动过，请换一份备份。现有数据没有改动。',
  ),
  BACKUP_NEWER: entry(
    '备份「{name}」由更新版本的程序写成（数据版本 {found}，本程序支持到 {known}）。',
    '请安装新版本的内督管家后再恢复。现有数据没有改动。',
  ),
  BACKUP_PLACE_NONE: entry('还没有选择第二备份位置。', '请先在「设置 → 数据与备份」选择 U 盘或另一个磁盘上的文件夹。'),
  BACKUP_PLACE_AWAY: entry(
    '第二备份位置现在不可用：{folder}',
    '请插上 U 盘或连接该磁盘后重试；本机的每日备份照常进行。',
  ),
  RESTORE_FAILED: entry('恢复没有完成：{detail}', '数据仍是恢复前的状态。请检查磁盘空间后重试，或换一份备份。'),
  HANDOVER_NOT_OURS: entry('「{name}」不是岗位交接包里的备份。', '请选择交接包文件夹里的「备份.ndbak」。'),
  HANDOVER_PASSWORD: entry(
    '打不开「{name}」：密码不对。',
    '请向移交人核对密码，注意大小写和全角半角。现有数据没有改动。',
  ),
  HANDOVER_DAMAGED: entry(
    '「{name}」已损坏或不完整：{detail}',
    '请重新复制交接包，或请移交人再导出一次。现有数据没有改动。',
  ),

  UPDATE_BAD: entry(
    '不能用「{name}」更新：{detail}',
    '请让维护人员重新复制更新说明和安装程序；现在的程序和数据没有改动。',
  ),

  // —— files ——
  FILE_UNREADABLE: entry('无法读取文件「{name}」：{detail}', '请确认文件没有被其他程序占用、也没有损坏，然后重试。'),
  FILE_NOT_WRITTEN: entry(
    '无法写入文件「{name}」：{detail}',
    '请检查磁盘空间和权限，关闭正在使用该文件的程序（如 Excel）后重试。',
  ),
  FILE_TOO_LARGE: entry('文件「{name}」太大（{size}），上限为 {limit}。', '请拆分或压缩后再导入。'),
  FILE_TYPE: entry('「{name}」不是{expected}文件。', '请选择正确的文件；仅改扩展名不能改变文件的类型。'),
  IMAGE_BAD: entry('图片「{name}」无法解码：{detail}', '请用看图软件打开确认，另存为 JPG 或 PNG 后再试。'),

  // —— the exam room ——
  FIELD_BAD: entry(
    '考场填写结果「{name}」不能读取：{detail}',
    '请在考场填写页里重新保存结果文件，用 U 盘或以文件方式发送，不要打开修改。',
  ),
  FIELD_FOREIGN: entry(
    '这份考场填写结果（{number}）不属于本数据文件夹签发的委派单。',
    '请核对是否选错文件；只能收取由这里导出的考场填写页带回的结果。',
  ),

  // —— spreadsheets ——
  SHEET_EMPTY: entry('表格「{name}」里没有可导入的数据行。', '请使用下载的模板，从表头下一行开始填写。'),
  SHEET_NO_HEADER: entry('表格「{name}」里找不到表头：至少要有「姓名」一列。', '请使用下载的模板，保留表头所在的行。'),
  SHEET_TOO_MANY_ROWS: entry('表格「{name}」有 {rows} 行，一次最多导入 {limit} 行。', '请拆成几个文件分次导入。'),
  SHEET_BOMB: entry(
    '表格「{name}」解开后过大，已停止读取。',
    '请用 Excel 重新另存该文件后再导入；不明来源的文件请勿打开。',
  ),
  SHEET_DAMAGED: entry(
    '表格「{name}」已损坏或带有密码，无法读取：{detail}',
    '请用 Excel 打开并另存为不带密码的 xlsx 文件后再导入。',
  ),

  // —— organisation ——
  ORG_MISSING: entry('还没有填写机构信息。', '请先完成首次使用向导。'),
  ORG_NUMBER: entry(
    '评价机构编号「{value}」不能用于编码：{detail}',
    '编码取编号末四位，必须都是数字（附件1 第4–7位）。请核对备案回执上的编号。',
  ),

  // —— people ——
  ID_INVALID: entry('身份证号码有误：{detail}', '请核对证件；身份证不是必填项，可以留空，只填性别和出生日期。'),
  ID_CONFLICT: entry(
    '身份证与填写的{fields}不一致。',
    '请核对证件：以证件为准则改填写的内容，证件有误则改身份证号码。',
  ),
  ID_TAKEN: entry('该身份证号码已登记在「{name}」名下。', '请核对是否重复登记。'),
  ID_LOCKED: entry(
    '这台电脑不能解开已加密的身份证号码。',
    '请在原来的电脑和 Windows 用户下查看，或重新录入该号码；其他资料不受影响。',
  ),
  KEY_LOST: entry(
    '身份证号码现在不能加密保存：{detail}。',
    '请把原来的 key.json 放回数据文件夹后重新打开程序；找不回来的，在「设置 → 数据与备份」启用新密钥。其他资料不受影响。',
  ),
  PHOTO_MISSING: entry('{names}还没有照片。', '请先上传彩色免冠 1 寸照片（附件2）。'),
  RULE_BLOCKED: entry('不能{action}：{detail}', '请按所列条款补齐条件后再办理。'),
  STATE_BLOCKED: entry('「{name}」现在不能{action}：{detail}', '请查看它的记录，按当前状态办理。'),

  // —— cards ——
  CODE_INVALID: entry('证卡编号「{code}」有误：{detail}', '请按附件1 的 13 位规则核对。'),
  CODE_TAKEN: entry('证卡编号「{code}」已发给「{name}」，编号不重复使用。', '请换一个没有用过的编号。'),
  CODE_EXHAUSTED: entry(
    '{year} 年的序列码 0001–9999 已用完。',
    '附件1 每年只有 9999 个序列码；请改用统筹赋码或联系市鉴定管理中心。',
  ),
  CARD_OVERFLOW: entry('「{name}」的{field}太长，证卡上放不下：{value}', '请缩短该项内容；附件2 规定的字号不能缩小。'),
  FONT_LACKS: entry('字库缺少「{name}」的{field}中的字：{chars}', '请核对该字，或联系维护人员补充字库后再打印。'),
  FORM_OVERFLOW: entry('「{form}」的{field}太长，一页放不下。', '请缩短该项内容，或把详细情况另写附页后再打印。'),
  PRINT_NOTHING: entry('没有选中可以打印的证卡。', '请先选择已发、未作废的证卡。'),
  PRINT_UNSENT: entry('这次排版还没有打印，也没有另存 PDF，不能登记打印结果。', '请先打印或另存 PDF，打出来后再登记。'),
  PRINTER_FAILED: entry(
    '打印机「{printer}」没有完成打印：{detail}',
    '请检查打印机后重试，或先另存为 PDF，用「实际大小」打印。',
  ),
  PRINTER_TIMEOUT: entry(
    '打印机「{printer}」在 {seconds} 秒内没有回应{why}。',
    '请检查打印机是否开机、缺纸；确认没有打出后再重试，以免重复打印。',
  ),
  CALIBRATION_READINGS: entry('校准读数不能使用：{detail}', '请按校准页重新量取 4–6 个点的读数。'),

  // —— venues ——
  SHEET_NO_COLUMN: entry(
    '表格「{name}」里找不到表头：至少要有「{column}」一列。',
    '请使用下载的模板，保留表头所在的行。',
  ),
  VENUE_TAKEN: entry(
    '同名同地址的场地「{name}」已经登记。',
    '请直接打开已登记的场地；确实是另一处的，请写明地址的区别。',
  ),
  EQUIPMENT_TAKEN: entry(
    '「{room}」已登记名称、型号、规格相同的设备「{name}」。',
    '请改为修改那一行的数量；确实不同的，请写明型号或规格的区别。',
  ),
  CHECK_BUSY: entry(
    '「{room}」已有一次没有完成的核查（{on} 由{by}开始）。',
    '请继续那一次核查，或先放弃它再重新开始。',
  ),
  CHECK_EMPTY: entry('「{room}」没有可以核查的设备。', '请先录入或导入设备清单，或换一个房间。'),
  CHECK_CLOSED: entry('这次核查{state}，不能再{action}。', '结果已固定备查；需要更正的，请重新开始一次核查。'),
  CHECK_REST: entry('还有 {rest} 行没有核查。', '请逐行核查；确认找不到的，可以在完成时按「缺」登记。'),
  CHECK_OUTCOME: entry('{detail}', '请核对外督员签字的核查单后再登记。'),
  BASELINE_NONE: entry('「{name}」还没有备案时的设备清单。', '请先在备案时留存一份清单，再与它对照。'),

  // —— archive ——
  BATCH_SEALED: entry(
    '批次「{name}」已封存，不能修改。',
    '请先解除封存并填写原因；外督记录、反馈表和整改资料不受影响，可以继续登记。',
  ),
  ACCESS_NEEDED: entry(
    '批次「{name}」已封存，原件须先办理查阅登记（批准人、在场内督员）。',
    '请在该批次的「查阅登记」登记查阅：写明开放哪些槽位、到哪一天，由登记中的人查看、打开或另存；导出事后督导包时写明接收方即可。',
  ),
  BATCH_HELD: entry(
    '批次「{name}」正在调查冻结，不能修改、解除封存或销毁。',
    '请等调查结束后，由登记人解除冻结（第二十一条（九）（十））。',
  ),
  DESTRUCTION_REST: entry(
    '销毁清册 {number} 已登记为已销毁，但还有 {rest} 个文件没有删掉：{detail}',
    '请关闭正在使用这些文件的程序；下次启动内督管家时会继续删除。',
  ),
  SEAL_REASON: entry(
    '「{name}」还有缺项：{detail}',
    '请补齐后再封存；确实没有的，请在封存时写明原因，原因记入封存清单和操作日志。',
  ),
  SEAL_FILES: entry(
    '不能封存「{name}」：有文件缺失、与入库时不同或未能读取：{detail}',
    '未能读取的，请关闭正在使用它的程序后重试；其余请从备份恢复，或移除该条资料并写明原因后再封存。',
  ),

  // —— 事后督导包 ——
  PACKAGE_EMPTY: entry(
    '「{name}」还没有任何材料，没有可以导出的内容。',
    '请先归档材料，或登记委派单、督导记录后再导出。',
  ),
  PACKAGE_NAME: entry(
    '包内文件「{name}」的名称不能使用：{detail}',
    '请把这件材料移到另一个槽位再移回，换一个件号后重试。',
  ),
  PACKAGE_DAMAGED: entry(
    '「{name}」不是完好的事后督导包：{detail}',
    '请重新复制整个包（压缩包请勿改动内容）后再试；本机数据没有改动。',
  ),
  PACKAGE_NEWER: entry(
    '「{name}」由更新版本的程序写成（{found}，本程序支持到 {known}）。',
    '请先更新内督管家，再导入这个包。本机数据没有改动。',
  ),
  PACKAGE_MASKED: entry('「{name}」是脱敏包，隐去的内容不能恢复。', '请改用同一批次的完整包导入。'),
  PACKAGE_ANCHOR: entry(
    '「{name}」的锚定码不是输入的那一个：{detail}',
    '请对照双方签字的锚定单或交付清单重新输入；仍不一致的，这不是当时交付的包，请勿导入。',
  ),
  PACKAGE_MOVED: entry('「{name}」在查看之后有改动。', '请重新选择这个包，再看一遍要导入的内容。'),
  PACKAGE_FOREIGN: entry(
    '这个包属于「{theirs}」，本机登记的机构是「{own}」。',
    '只能导入本机构的批次（第十三条）；请换一个包，或在新的数据文件夹中导入。',
  ),
  PACKAGE_TAKEN: entry(
    '不能导入：{what}在本机已经使用。',
    '编号不重复使用。请核对是否已经导入过，或在新的数据文件夹中导入。',
  ),
} satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof ERRORS

/** What crosses the border: plain data, ready to be shown. `fields` maps input paths to messages; `findings` explain refusals by rule. */
export interface ErrorData {
  code: ErrorCode
  message: string
  remedy: string
  fields?: Record<string, string>
  findings?: unknown[]
  incident?: string
  /** SIGN_PENDING: which act waits. */
  act?: number
}

/** An expected failure. Its message is the Chinese text that the user reads. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(
    code: ErrorCode,
    params: Params = {},
    extra: Pick<ErrorData, 'fields' | 'findings' | 'incident' | 'act'> = {},
  ) {
    const message = ERRORS[code].message(params)
    super(message)
    this.name = 'AppError'
    this.code = code
    this.data = { code, message, remedy: ERRORS[code].remedy, ...extra }
  }
}
