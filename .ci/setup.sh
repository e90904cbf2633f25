# Sourced by ./run and ./test: makes sure that Swift, pkg-config and the headers of ICU, SQLite, zlib and libxlsxwriter are there.
need() {
  echo "laixin: $1" >&2
  exit 1
}

command -v swift > /dev/null || need "Swift 6.1 or newer is needed on the PATH; see https://swift.org/install"

if [ "$(uname)" = Linux ]; then
  if ! command -v pkg-config > /dev/null || ! pkg-config --exists icu-i18n sqlite3 xlsxwriter zlib; then
    packages="libicu-dev libsqlite3-dev libxlsxwriter-dev zlib1g-dev pkg-config"
    command -v apt-get > /dev/null || need "please install: $packages"
    if [ "$(id -u)" = 0 ]; then
      apt-get update && apt-get install -y $packages
    elif command -v sudo > /dev/null; then
      sudo apt-get update && sudo apt-get install -y $packages
    else
      need "please run as root: apt-get install $packages"
    fi
  fi
else
  command -v pkg-config > /dev/null && pkg-config --exists icu-i18n \
    || need "please run: brew install icu4c pkg-config, and export PKG_CONFIG_PATH as brew says"
fi
