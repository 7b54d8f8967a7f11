# Sourced by ./test: brings two Docker engines and an image for them, without a registry.
# The tests themselves start the engines, each with a folder of its own under $E2E_WORK; this starts none.

# docker.io: the older engine (20.10 on Debian 12) and containerd for both; busybox: the image; openssl: certificates for
# an engine with TLS; nginx: the proxy of the hardened variant; podman: the other engine that speaks Docker's API.
ENGINE_PACKAGES=(docker.io containerd runc busybox-static ca-certificates openssl nginx-light podman)

# prepare_engines FOLDER: sets E2E_DOCKER, E2E_DOCKERD_OLD, E2E_DOCKERD_NEW, E2E_IMAGE.
prepare_engines() {
    E2E_DOCKER=/usr/bin/docker
    [ -x "$E2E_DOCKER" ] || E2E_DOCKER=$(command -v docker)
    E2E_DOCKERD_OLD=/usr/sbin/dockerd
    E2E_DOCKERD_NEW=$1/new/usr/sbin/dockerd
    E2E_IMAGE=$1/image.tar
    [ -x "$E2E_DOCKERD_NEW" ] || unpack_newer_engine "$1" || return 1
    [ -f "$E2E_IMAGE" ] || make_image "$1" || return 1
    export E2E_DOCKER E2E_DOCKERD_OLD E2E_DOCKERD_NEW E2E_IMAGE
}

# Debian 13's docker.io, unpacked beside the installed one. Its programs run on Debian 12 as they are.
unpack_newer_engine() {
    local folder=$1/apt mirror attempt
    mirror=$(debian_mirror) || return 1
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    say "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$folder/sources.list"
    for attempt in 1 2 3; do
        if (cd "$folder" && rm -f ./*.deb && apt_elsewhere update && apt_elsewhere download docker.io/trixie); then
            rm -rf "$1/new.part" && dpkg -x "$folder"/docker.io_*.deb "$1/new.part" && mv "$1/new.part" "$1/new" && return 0
        fi
        say "Could not fetch the newer Docker engine (attempt $attempt of 3)"
    done
    return 1
}

# The Debian mirror that this machine already uses.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 'Component: main' | grep -m1 . ||
        { say "No Debian mirror in the configuration of apt." >&2; return 1; }
}

# apt-get with lists of its own, in the current folder.
apt_elsewhere() {
    apt_quietly -o Dir::Etc::sourcelist="$PWD/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" -o APT::Sandbox::User=root "$@"
}

# An image of busybox with a link for each of its applets.
make_image() {
    rm -rf "$1/image" && mkdir -p "$1/image/bin" "$1/image/tmp"
    cp /bin/busybox "$1/image/bin/"
    local applet
    for applet in $(/bin/busybox --list); do
        [ "$applet" = busybox ] || ln -s busybox "$1/image/bin/$applet"
    done
    tar -C "$1/image" -cf "$1/image.tar.part" . && mv "$1/image.tar.part" "$1/image.tar"
}

# stop_engines FOLDER: ends whatever the tests left running there, by process id, and unmounts. Finds processes by the
# engine's own pid file, and by the folder's name in their command line (containerd, its shims) or their cgroup's shim.
stop_engines() {
    [ -d "$1" ] || return 0
    local file pid round
    for file in "$1"/*/docker.pid; do
        [ -f "$file" ] && end_process "$(cat "$file")" dockerd
    done
    for round in 1 2 3; do
        for pid in $(processes_of "$1"); do
            for file in $(children_of "$pid") "$pid"; do kill -KILL "$file" 2>/dev/null; done
        done
        [ -n "$(processes_of "$1")" ] || break
        sleep 0.5
    done
    awk -v folder="$1/" 'index($2, folder) == 1 { print $2 }' /proc/self/mounts | sort -r | while read -r file; do
        umount -l "$file" 2>/dev/null
    done
    rm -rf "$1"
}

# end_process PID NAME: asks it to end, waits up to 20 s, then kills it. Only if it is the program of that name.
end_process() {
    [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ] || return 0
    kill -TERM "$1" 2>/dev/null
    local tenth
    for tenth in $(seq 200); do
        [ -d "/proc/$1" ] || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null
}

# Ids of the processes started from here whose command line names the folder; not this shell's own.
processes_of() {
    local entry pid
    for entry in /proc/[0-9]*; do
        pid=${entry#/proc/}
        [ "$pid" != $$ ] && [ "$pid" != "${BASHPID:-$$}" ] || continue
        if { tr '\0' ' ' <"$entry/cmdline"; } 2>/dev/null | grep -qF "$1/"; then printf '%s ' "$pid"; fi
    done
}

children_of() { cat "/proc/$1"/task/*/children 2>/dev/null; }
