@echo off
rem Installs Yandu without any network: install.bat [FOLDER]
chcp 65001 >nul
for %%V in (3.13 3.12 3.11) do (
  py -%%V -c "" >nul 2>nul && (
    py -%%V "%~dp0install.py" %*
    goto end
  )
)
python "%~dp0install.py" %*
if errorlevel 9009 echo 没有找到 Python。请先安装 Python 3.11、3.12 或 3.13（官方安装包，64 位）。
:end
pause
