# Shared by ./run and ./test: what they need of the machine, and how the binary is made.

# What linking the Native AOT binary needs.
BUILD_PACKAGES=(clang zlib1g-dev libzstd-dev)

# The browser in which the page is tested and photographed.
BROWSER_PACKAGES=(chromium)

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

require_sdk() {
    command -v dotnet >/dev/null ||
        die "The .NET 10 SDK is missing: install it (the program 'dotnet' must be on the PATH) and start $0 again."
    dotnet --version >/dev/null 2>&1 ||
        die "The installed .NET SDK is not the one this needs (global.json): $(dotnet --version 2>&1 | head -3 | tr '\n' ' ')"
}

# Node.js and npm build the page. They need not be Debian's packages.
require_node() {
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages nodejs npm; fi
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)' ||
        die "The installed Node.js is too old to build the page: $(node --version), and 18 is needed."
}

missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
    done
}

# Installs those of the Debian packages that are missing; without root, says what to type.
install_packages() {
    local missing
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || die "These packages are needed, and there is no apt-get to install them: $missing"
    is_root || die "Some packages are missing. As root: apt-get install -y --no-install-recommends $missing"
    say "Installing $missing"
    local attempt
    for attempt in 1 2 3; do
        # shellcheck disable=SC2086 # one word a package
        if apt_quietly update && apt_quietly install -y --no-install-recommends $missing; then return 0; fi
        say "apt-get failed (attempt $attempt of 3)"
    done
    die "Could not install: $missing"
}

# apt-get, with its output shown only when it fails.
apt_quietly() {
    local output
    output=$(DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" 2>&1 </dev/null) && return 0
    printf '%s\n' "$output" | tail -20 >&2
    return 1
}

PUBLISHED=artifacts/publish/log-aggregator

# The Native AOT binary, in $PUBLISHED. Does only what has changed since the last time.
publish_binary() { dotnet publish src/LogAggregator -c Release -o "$(dirname "$PUBLISHED")" -v q -nologo; }
