# Sourced by ./test: stand-ins for the two base images of the Dockerfile, made of Debian and this machine's SDK, so that
# the Dockerfile itself can be tested where no image can be pulled.

STANDIN_PACKAGES=(debootstrap docker-compose)

# make_standins FOLDER: makes the roots of the images, sdk and runtime, there. Takes about a minute, once.
make_standins() {
    make_runtime "$1/runtime" || return 1
    [ ! -d "$1/sdk" ] || return 0
    local mirror
    mirror=$(debian_mirror) || return 1
    rm -rf "$1/sdk.part"
    debootstrap --variant=minbase --include=ca-certificates,libssl3,libicu72 bookworm "$1/sdk.part" "$mirror" >"$1/debootstrap.log" 2>&1 ||
        { tail -5 "$1/debootstrap.log"; return 1; }
    add_sdk "$1/sdk.part" && mv "$1/sdk.part" "$1/sdk"
}

# The SDK, the certificates that this machine trusts, and those packages that restoring would fetch.
add_sdk() {
    mkdir -p "$1/usr/share/dotnet" "$1/root/.nuget/packages"
    cp -a "$(dirname "$(readlink -f "$(command -v dotnet)")")/." "$1/usr/share/dotnet/"
    ln -s /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"
    cp -aL /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
    local package packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
    { grep -ho '"path": "[^/"]*' src/*/obj/project.assets.json | cut -d'"' -f4
      grep -ho '"name": "[^"]*"' src/*/obj/project.assets.json | cut -d'"' -f4 | tr '[:upper:]' '[:lower:]'
    } | sort -u | while read -r package; do
        [ ! -d "$packages/$package" ] || cp -a "$packages/$package" "$1/root/.nuget/packages/"
    done
}

# Libraries (OpenSSL is not linked but loaded when it is needed), an ordinary user, and no shell: as the real one.
make_runtime() {
    rm -rf "$1" && mkdir -p "$1/etc" "$1/tmp"
    chmod 1777 "$1/tmp"
    say 'app:x:1654:1654::/home/app:/bin/false' >"$1/etc/passwd"
    say 'app:x:1654:' >"$1/etc/group"
    local library
    for library in $(ldd "$PUBLISHED" | grep -o '/[^ ]*') $(ldconfig -p | grep -o '/.*lib\(ssl\|crypto\)\.so\.3$'); do
        mkdir -p "$1$(dirname "$library")" && cp -L "$library" "$1$library"
    done
}
