@echo off
rem Opens the desk in your browser. Close this window when you are done.
cd /d "%~dp0"
if exist precept.exe goto here
where precept >nul 2>nul
if errorlevel 1 goto missing
precept serve --open
goto done
:here
.\precept.exe serve --open
goto done
:missing
echo precept is not on this computer yet. Copy precept.exe into this folder, then start this file again.
pause
exit /b 1
:done
if errorlevel 1 pause
