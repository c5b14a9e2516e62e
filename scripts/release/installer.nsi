; The Windows installer, for makensis on any system: per user, no administrator, silent with /S (exit code 0 done, 2 refused).
; scripts/release/windows.ts defines FAST (not compressed), VERSION, SOURCE (packed folder), OUT, ICON, SIZE (kilobytes), UNLIST (what is installed, line by line).
Unicode true
!ifdef FAST
  SetCompress off ; a test
!else
  SetCompressor /SOLID lzma
!endif
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "MUI2.nsh"

!define NAME "内督管家"
!define EXE "内督管家.exe"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\neidu-guanjia"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\neidu-guanjia"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${NAME}，数据保存在本机"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "启动内督管家"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro Refuse TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend

; A running program's file cannot be opened for writing.
!macro RequireClosed UN
  Function ${UN}RequireClosed
    again:
    IfFileExists "$INSTDIR\${EXE}" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXE}" a
    IfErrors running
    FileClose $0
    Goto closed
    running:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "内督管家正在运行。请先关闭它的窗口，再点「重试」。" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
    closed:
  FunctionEnd
!macroend
!insertmacro RequireClosed ""
!insertmacro RequireClosed "un."

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "内督管家需要 64 位的 Windows 10 或更新版本；这台电脑是 32 位系统。"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse "内督管家需要 64 位的 Windows 10 或更新版本；这台电脑的系统版本过旧。"
  ${EndIf}
  Call RequireClosed
FunctionEnd

Function un.onInit
  Call un.RequireClosed
FunctionEnd

Section
  Call RequireClosed ; the folder may have been chosen meanwhile
  ; What a former version left must not be loaded by this one.
  RMDir /r "$INSTDIR\resources"
  RMDir /r "$INSTDIR\locales"
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${SOURCE}/*"
  ${If} ${Errors}
    !insertmacro Refuse "有文件写不进去。请确认磁盘空间足够、没有被安全软件拦截，再安装一次；数据没有改动。"
  ${EndIf}
  WriteUninstaller "$INSTDIR\卸载.exe"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${EXE}"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\卸载.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\卸载.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

; The data lie elsewhere (%LOCALAPPDATA%\内督管家, or where the user moved them) and stay.
Section "Uninstall"
  Call un.RequireClosed
  Delete "$DESKTOP\${NAME}.lnk"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${KEY}"
  SetOutPath "$TEMP"
  !include "${UNLIST}"
  Delete "$INSTDIR\卸载.exe"
  RMDir "$INSTDIR"
SectionEnd
