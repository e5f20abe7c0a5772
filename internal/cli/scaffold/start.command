#!/bin/sh
# Opens the desk in your browser. Close this window when you are done.
cd "$(dirname "$0")" || exit 1
if [ -x ./precept ]; then
  ./precept serve --open
elif command -v precept >/dev/null 2>&1; then
  precept serve --open
else
  echo "precept is not on this computer yet. Copy it into this folder, then start this file again."
  false
fi || {
  echo "Press Return to close this window."
  read -r _
}
