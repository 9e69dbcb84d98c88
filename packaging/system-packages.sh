#!/bin/sh
# Installs the Debian/Ubuntu packages that `make run` or `make test` needs, or prints the line that does.
# Usage: system-packages.sh run|test
set -eu

window="libegl1 libgl1 libopengl0 libgl1-mesa-dri libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-xinerama0 libxcb-xfixes0 libxrender1 fonts-dejavu-core"
wanted="$window"
[ "${1:-run}" = test ] && wanted="$window xvfb xauth"

command -v dpkg-query >/dev/null 2>&1 || exit 0   # not Debian: the distribution's own packages are up to its user

installed() { # newer releases append t64 to some names
  dpkg-query -W -f '${db:Status-Status}\n' "$1" "${1}t64" 2>/dev/null | grep -qx installed
}

missing=""
for package in $wanted; do
  installed "$package" || missing="$missing $package"
done
"${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null || missing="$missing python3-venv"

# A real PACS for the tests of DICOM traffic, which start and end it themselves; without it they are skipped.
archive=""
[ "${1:-run}" = test ] && [ "$(id -u)" = 0 ] && ! installed orthanc && archive=orthanc
[ -z "$missing$archive" ] && exit 0

if [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # shellcheck disable=SC2086 # a list of package names
  [ -z "$missing" ] || apt-get install -q -y --no-install-recommends $missing
  if [ -n "$archive" ]; then
    apt-get install -q -y --no-install-recommends orthanc || echo "Orthanc can't be installed; its tests are skipped." >&2
    ! command -v systemctl >/dev/null 2>&1 || systemctl disable --now orthanc >/dev/null 2>&1 || true
  fi
else
  echo "EarSeg needs a few system packages that are not installed. Run this line, then try again:" >&2
  echo "  sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 1
fi
