; The installer: for one user, without an administrator, never over a running program, never without
; a backup, and never under a newer version. build_installer.py defines VERSION, FROZEN, FILES, OUT,
; ICON, SIDE, TARGET, COMPRESSOR and, where programs are signed, SIGN.
;
; Silent: zxdesk-…-setup.exe /S [/NODESKTOP] [/UPDATE] [/D=folder]
; Exit codes: 0 done; 1 given up; 10 the program runs; 11 a newer version is installed;
;   12 the ledger could not be backed up; 13 files could not be exchanged; 14 this Windows is too old.

Target ${TARGET}
Unicode true
SetCompressor ${COMPRESSOR}
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include WordFunc.nsh
!include FileFunc.nsh

!define NAME "政协台账"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zxdesk"
!define CLASSES "Software\Classes"
!define LEDGER "zxdesk.ledger"
!define DATA "$LOCALAPPDATA\zxdesk"
!define RUNNING "zxdesk-running"
!define WAIT_STEPS 240

Name "${NAME}"
Caption "${NAME} ${VERSION} 安装"
UninstallCaption "${NAME} 卸载"
BrandingText "zxdesk ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\zxdesk"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "${NAME} zxdesk"
VIAddVersionKey /LANG=2052 FileDescription "${NAME}安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright "MIT"
!ifdef SIGN
  !uninstfinalize `${SIGN}`
  !finalize `${SIGN}`
!endif

Var Old        ; the folder of the version that is replaced, empty where there is none
Var OldVersion
Var Aside      ; where its files wait until the new ones are in place

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "程序装在您自己的用户文件夹里，不需要管理员权限，也不需要联网。$\r$\n$\r$\n如果已经装有旧版，会先备份台账再升级；台账和设置原样保留。$\r$\n$\r$\n点“下一步”继续。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_PRE skip_when_upgrading
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\zxdesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开${NAME}"
!define MUI_FINISHPAGE_TEXT "${NAME} ${VERSION} 已经装好。$\r$\n$\r$\n从开始菜单的“${NAME}”打开，或双击台账文件（.zxd）。"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将删除程序。台账、备份和设置都会保留在 ${DATA} 以及您自己选择的文件夹里。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "程序已经删除。$\r$\n$\r$\n台账、备份和设置没有删除，仍在 ${DATA} 以及您自己选择的文件夹里；重新安装后可以继续使用。"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE SimpChinese

; ------------------------------------------------------------------ what may go wrong

; Give up with a sentence; silently just with the exit code.
!macro GiveUp code words
  SetErrorLevel ${code}
  MessageBox MB_OK|MB_ICONEXCLAMATION "${words}" /SD IDOK
  Abort
!macroend

; Put 1 on the stack while a zxdesk of this user runs.
!macro DefineIsRunning un
Function ${un}is_running
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${RUNNING}") p .R0'
  ${If} $R0 P<> 0
    System::Call 'kernel32::CloseHandle(p R0)'
    Push 1
  ${Else}
    Push 0
  ${EndIf}
FunctionEnd

; Wait until the program has ended: a while after it handed over, else until the user closed it.
Function ${un}wait_for_end
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/UPDATE" $R3
  ${If} ${Errors}
    StrCpy $R4 1
  ${Else}
    StrCpy $R4 ${WAIT_STEPS}
  ${EndIf}
  ${Do}
    Call ${un}is_running
    Pop $R5
    ${If} $R5 == 0
      Return
    ${EndIf}
    IntOp $R4 $R4 - 1
    ${If} $R4 > 0
      Sleep 500
    ${Else}
      SetErrorLevel 10
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正在运行，还没有改动任何文件。$\r$\n请保存并关闭程序，再点“重试”。" /SD IDCANCEL IDRETRY +2
      Abort
      StrCpy $R4 1
    ${EndIf}
  ${Loop}
FunctionEnd
!macroend
!insertmacro DefineIsRunning ""
!insertmacro DefineIsRunning "un."

Function .onInit
  SetShellVarContext current
  SetRegView 64
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro GiveUp 14 "${NAME}需要 64 位的 Windows 10（1809）或 Windows 11，没有安装。"
  ${EndIf}
  ReadRegStr $Old HKCU "${KEY}" "InstallLocation"
  ReadRegStr $OldVersion HKCU "${KEY}" "DisplayVersion"
  ${IfNot} ${FileExists} "$Old\zxdesk.exe"
    StrCpy $Old ""
  ${EndIf}
  ${If} $Old != ""
    ; One place only: two versions side by side would be two programs on one ledger.
    StrCpy $INSTDIR $Old
    ${VersionCompare} "$OldVersion" "${VERSION}" $0
    ${If} $0 == 1
      !insertmacro GiveUp 11 "已经装有更新的 $OldVersion 版，没有安装 ${VERSION} 版。$\r$\n旧版打不开新版的台账；确实需要时，请先卸载新版（台账会保留）。"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function skip_when_upgrading
  ${If} $Old != ""
    Abort
  ${EndIf}
FunctionEnd

; Let the version that is replaced back its ledger up.
Function back_up_ledger
  ${IfNot} ${FileExists} "$Old\zxdesk-cli.exe"
    Return
  ${EndIf}
  DetailPrint "正在备份台账……"
  nsExec::Exec '"$Old\zxdesk-cli.exe" update --prepare'
  Pop $0
  ${If} $0 != 0
    SetErrorLevel 12
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "台账没有备份成（$0），还没有改动任何文件。$\r$\n请先自行复制台账文件。不备份，仍然升级吗？" /SD IDNO IDYES +2
    Abort
  ${EndIf}
FunctionEnd

; ------------------------------------------------------------------ installing

Section "!${NAME}" main
  SectionIn RO
  Call wait_for_end
  ${If} $Old != ""
    Call back_up_ledger
  ${EndIf}

  ; The new files are complete beside the old ones before anything is exchanged.
  RMDir /r "$INSTDIR.new"
  SetOutPath "$INSTDIR.new"
  ClearErrors
  File /r "${FROZEN}/*.*"
  WriteUninstaller "$INSTDIR.new\uninstall.exe"
  SetOutPath "$TEMP"
  ${If} ${Errors}
    RMDir /r "$INSTDIR.new"
    !insertmacro GiveUp 13 "磁盘空间不足或没有写入权限，没有安装，原来的程序没有改动。"
  ${EndIf}

  StrCpy $Aside ""
  ${If} ${FileExists} "$INSTDIR\*.*"
    StrCpy $Aside "$INSTDIR.old"
    ${If} ${FileExists} "$Aside\*.*"
      System::Call 'kernel32::GetTickCount() i .r0'
      StrCpy $Aside "$INSTDIR.old-$0"
    ${EndIf}
    ClearErrors
    Rename "$INSTDIR" "$Aside"
    ${If} ${Errors}
      RMDir /r "$INSTDIR.new"
      !insertmacro GiveUp 13 "程序文件夹正被占用（可能有窗口打开着它），没有升级，原来的程序没有改动。$\r$\n请关闭打开的文件夹和程序后再试。"
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR.new" "$INSTDIR"
  ${If} ${Errors}
    ${If} $Aside != ""
      Rename "$Aside" "$INSTDIR"
    ${EndIf}
    RMDir /r "$INSTDIR.new"
    !insertmacro GiveUp 13 "新程序没有放到位，没有安装，原来的程序已放回。"
  ${EndIf}
  ; The old version takes away what it had installed; what others put there stays.
  ${If} $Aside != ""
  ${AndIf} ${FileExists} "$Aside\uninstall.exe"
    ExecWait '"$Aside\uninstall.exe" /S /FILES _?=$Aside'
    Delete "$Aside\uninstall.exe"
    RMDir "$Aside"
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\zxdesk.exe"
  WriteRegStr HKCU "${CLASSES}\.zxd" "" "${LEDGER}"
  WriteRegStr HKCU "${CLASSES}\${LEDGER}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${LEDGER}\DefaultIcon" "" "$INSTDIR\zxdesk.exe,0"
  WriteRegStr HKCU "${CLASSES}\${LEDGER}\shell\open\command" "" '"$INSTDIR\zxdesk.exe" "%1"'
  ${RefreshShellIcons}
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME} zxdesk"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\zxdesk.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "zxdesk"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "桌面图标" desktop
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/NODESKTOP" $R3
  ${If} ${Errors}
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\zxdesk.exe"
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${main} "程序、字体和命令行（zxdesk-cli）"
  !insertmacro MUI_DESCRIPTION_TEXT ${desktop} "在桌面上放一个图标"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; ------------------------------------------------------------------ removing

Function un.onInit
  SetShellVarContext current
  SetRegView 64
FunctionEnd

Function un.forget_ledgers
  ReadRegStr $0 HKCU "${CLASSES}\.zxd" ""
  ${If} $0 == "${LEDGER}"
    DeleteRegValue HKCU "${CLASSES}\.zxd" ""
    DeleteRegKey /ifempty HKCU "${CLASSES}\.zxd"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${LEDGER}"
  ${RefreshShellIcons}
FunctionEnd

Section Uninstall
  Call un.wait_for_end
  SetOutPath "$TEMP"
  !include "${FILES}"
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "/FILES" $R3
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  Call un.forget_ledgers
  DeleteRegKey HKCU "${KEY}"
  RMDir /r "${DATA}\updates"
SectionEnd
