#!/usr/bin/env bash
# Unpacks nats-server (2.10 or newer) and valkey-server into a folder of the user, so that tests and
# the local fleet run without Docker. Installed packages and the system's package sources are left
# alone; the signatures of the packages are checked by apt as always.
#
#   fetch-servers.sh [folder]      default: ${XDG_CACHE_HOME:-$HOME/.cache}/chat-fleet
#   DEBIAN_MIRROR=<url>            where the machine's own mirror is not a Debian one
#
# Servers that are already there are kept. Exit 0 = both are there and recent enough.
set -euo pipefail

dest=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/chat-fleet}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
min_nats=2.10

fail() { echo "fetch-servers: $*" >&2; exit 1; }

at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

nats_version() { "$1/nats/usr/sbin/nats-server" --version 2>/dev/null | sed -n 's/.*v\([0-9][0-9.]*\).*/\1/p'; }

valkey_version() {
  LD_LIBRARY_PATH=$(echo "$1"/valkey/usr/lib/*-linux-gnu) "$1/valkey/usr/bin/valkey-server" --version 2>/dev/null |
    sed -n 's/.* v=\([0-9][0-9.]*\).*/\1/p'
}

complete() { # folder
  local nats
  nats=$(nats_version "$1") && [ -n "$nats" ] && at_least "$min_nats" "$nats" && [ -n "$(valkey_version "$1")" ]
}

report() { echo "nats-server $(nats_version "$dest"), valkey-server $(valkey_version "$dest") in $dest"; }

if complete "$dest"; then report; exit 0; fi

for tool in apt-get dpkg dpkg-deb flock; do
  command -v "$tool" > /dev/null || fail "$tool is missing: install nats-server >= $min_nats and valkey-server yourself, or name them in NATS_SERVER and VALKEY_SERVER"
done
[ -r "$keyring" ] || fail "$keyring is missing: install the package debian-archive-keyring"
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' |
  sed -n 's/^Debian \(.*\)/\1/p' | grep -v security | sort -u | head -n 1)}
[ -n "$mirror" ] || fail "this machine has no Debian mirror: set DEBIAN_MIRROR"
arch=$(dpkg --print-architecture)

mkdir -p "$dest"
exec 9> "$dest/lock" # several checkouts may ask at once
flock 9
if complete "$dest"; then report; exit 0; fi

work=$(mktemp -d "$dest/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/debs"
for suite in trixie bookworm bookworm-backports; do
  echo "deb [arch=$arch signed-by=$keyring] $mirror $suite main"
done > "$work/sources.list"

own_apt() {
  apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State::lists="$work/lists" -o Dir::Cache::archives="$work/archives" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}

get() { # package/suite folder
  (cd "$work/debs" && own_apt download "$1" > "$work/download.log" 2>&1) || { cat "$work/download.log" >&2; fail "cannot download $1"; }
  dpkg-deb -x "$work/debs/${1%%/*}"_*.deb "$work/$2"
}

echo "fetching nats-server and valkey-server from $mirror" >&2
own_apt update > "$work/update.log" 2>&1 || { cat "$work/update.log" >&2; fail "no package lists from $mirror"; }
get nats-server/trixie nats
# the server's binary is in the tools package; these are the last versions that run on Debian 12, too
for package in valkey-server/bookworm-backports valkey-tools/bookworm-backports liblzf1/bookworm libjemalloc2/bookworm; do
  get "$package" valkey
done
complete "$work" || fail "what was fetched does not run here"
for server in nats valkey; do
  rm -rf "${dest:?}/$server"
  mv "$work/$server" "$dest/$server"
done
report
