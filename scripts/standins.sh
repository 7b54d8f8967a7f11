# Sourced by ./test: stand-ins for the base images of the Dockerfile, made of Debian and this machine's SDK and Node.js, so
# that the Dockerfile itself can be tested where no image can be pulled.

STANDIN_PACKAGES=(debootstrap docker-compose)

# make_standins FOLDER: makes the roots of the images, sdk, node and runtime, there. Takes about a minute, once.
make_standins() {
    make_runtime "$1/runtime" && make_base "$1/base" || return 1
    make_of_base "$1" sdk add_sdk && make_of_base "$1" node add_node && fill_npm_cache "$1/node"
}

# Debian, and the certificates that this machine trusts.
make_base() {
    [ ! -d "$1" ] || return 0
    local mirror
    mirror=$(debian_mirror) || return 1
    rm -rf "$1.part"
    debootstrap --variant=minbase --include=ca-certificates,libssl3,libicu72 bookworm "$1.part" "$mirror" >"$1.log" 2>&1 ||
        { tail -5 "$1.log"; return 1; }
    cp -aL /etc/ssl/certs/ca-certificates.crt "$1.part/etc/ssl/certs/" && mv "$1.part" "$1"
}

# make_of_base FOLDER NAME COMMAND: the base, with what the command adds to it.
make_of_base() {
    [ ! -d "$1/$2" ] || return 0
    rm -rf "$1/$2.part" && cp -a "$1/base" "$1/$2.part" && "$3" "$1/$2.part" && mv "$1/$2.part" "$1/$2"
}

# The SDK, and those packages that restoring would fetch.
add_sdk() {
    mkdir -p "$1/usr/share/dotnet" "$1/root/.nuget/packages"
    cp -a "$(dirname "$(readlink -f "$(command -v dotnet)")")/." "$1/usr/share/dotnet/"
    ln -s /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"
    local package packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
    { grep -ho '"path": "[^/"]*' src/*/obj/project.assets.json | cut -d'"' -f4
      grep -ho '"name": "[^"]*"' src/*/obj/project.assets.json | cut -d'"' -f4 | tr '[:upper:]' '[:lower:]'
    } | sort -u | while read -r package; do
        [ ! -d "$packages/$package" ] || cp -a "$packages/$package" "$1/root/.nuget/packages/"
    done
}

# Node.js with the libraries it is linked to, and npm in one piece, whatever pieces this machine has its own in.
add_node() {
    local program
    program=$(readlink -f "$(command -v node)")
    copy_libraries "$1" "$program" && cp "$program" "$1/usr/bin/node" || return 1
    npm install --global --prefix "$1/usr" --ignore-scripts --no-audit --no-fund npm@10 >"$1.log" 2>&1 || { tail -5 "$1.log"; return 1; }
    printf '%s\n' prefer-offline=true cafile=/etc/ssl/certs/ca-certificates.crt >"$1/root/.npmrc"
}

# fill_npm_cache ROOT: those packages that installing would fetch. Again when they are others.
fill_npm_cache() {
    ! cmp -s web/package-lock.json "$1/root/package-lock.json" || return 0
    rm -rf "$1/root/web" && mkdir "$1/root/web" && cp web/package.json web/package-lock.json web/.npmrc "$1/root/web/" || return 1
    HOME=/root chroot "$1" /bin/sh -c 'cd /root/web && npm ci' >"$1.log" 2>&1 </dev/null || { tail -20 "$1.log"; return 1; }
    rm -rf "$1/root/web" && cp web/package-lock.json "$1/root/"
}

# Libraries (OpenSSL is not linked but loaded when it is needed), an ordinary user, and no shell: as the real one.
make_runtime() {
    rm -rf "$1" && mkdir -p "$1/etc" "$1/tmp"
    chmod 1777 "$1/tmp"
    say 'app:x:1654:1654::/home/app:/bin/false' >"$1/etc/passwd"
    say 'app:x:1654:' >"$1/etc/group"
    # shellcheck disable=SC2046 # one word a library
    copy_libraries "$1" "$PUBLISHED" $(ldconfig -p | grep -o '/.*lib\(ssl\|crypto\)\.so\.3$')
}

# copy_libraries ROOT PROGRAM [LIBRARY…]: those that the program is linked to, and these. What is there goes first: it may be a link that leads out of the root.
copy_libraries() {
    local root=$1 library
    for library in $(ldd "$2" | grep -o '/[^ ]*') "${@:3}"; do
        mkdir -p "$root$(dirname "$library")" && rm -f "$root$library" && cp -L "$library" "$root$library" || return 1
    done
}
