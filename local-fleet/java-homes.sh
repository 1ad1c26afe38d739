# Finds a JDK 25 (ours) and a JDK 17 (of Cassandra and the search engine) by their "release" files, whatever "java" on the PATH is.
# Sets and exports JAVA_HOME and CHAT_JAVA17_HOME. Sourced by ./chat.

java_candidates() {
  local on_path
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || printf '%s\n' "$(dirname "$(dirname "$(readlink -f "$on_path")")")"
  printf '%s\n' /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jenv/versions/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* /opt/java/* /opt/jdk*
}

# is_jdk HOME VERSION: a full JDK (it has javac) of that feature version
is_jdk() {
  [ -x "$1/bin/javac" ] && grep -qE "^JAVA_VERSION=\"$2[.\"]" "$1/release" 2>/dev/null
}

# find_jdk VERSION [HOME…]: the first of the given homes, then of the usual places
find_jdk() {
  local version=$1 home
  shift
  for home in "$@"; do
    if [ -n "$home" ] && is_jdk "$home" "$version"; then printf '%s\n' "$home"; return 0; fi
  done
  while IFS= read -r home; do
    if is_jdk "$home" "$version"; then printf '%s\n' "$home"; return 0; fi
  done < <(java_candidates)
  return 1
}

# install_jdk VERSION: the distribution's package, when there is one and we may
install_jdk() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null || return 1
  apt-cache show "openjdk-$1-jdk-headless" > /dev/null 2>&1 || apt-get -qq update > /dev/null 2>&1 || true
  apt-cache show "openjdk-$1-jdk-headless" > /dev/null 2>&1 || return 1
  printf 'installing openjdk-%s-jdk-headless\n' "$1" >&2
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "openjdk-$1-jdk-headless" > /dev/null
}

require_jdk() {
  local version=$1 variable=$2
  shift 2
  if ! find_jdk "$version" "$@"; then
    install_jdk "$version" && find_jdk "$version" && return 0
    printf 'a JDK %s is needed: install one, or set %s to its folder\n' "$version" "$variable" >&2
    return 1
  fi
}

require_java() {
  JAVA_HOME=$(require_jdk 25 CHAT_JAVA_HOME "${CHAT_JAVA_HOME:-}" "${JAVA_HOME:-}") || exit 2
  CHAT_JAVA17_HOME=$(require_jdk 17 CHAT_JAVA17_HOME "${CHAT_JAVA17_HOME:-}") || exit 2
  export JAVA_HOME CHAT_JAVA17_HOME
}
