#!/bin/sh
# environment.sh FOLDER PINS [VERSION]
#
# Leaves a virtual environment in FOLDER with what the file PINS lists. It is made anew when PINS or the version
# of Python has changed, or when the last time was broken off; else this takes some hundredths of a second.
# PYTHON names the interpreter; without it the newest one that fits is looked for. Where only VERSION will do, PYTHON
# is one more place to look, for it may name the interpreter of the other environments.
set -eu

folder=$1
pins=$2
only=${3:-}

main() {
    if ! is_ready; then
        find_python
        install
    fi
}

is_ready() {
    installed=$(version_of "$folder/bin/python") || return 1
    if [ -n "$only" ]; then
        [ "$installed" = "$only" ] || return 1
    elif [ -n "${PYTHON:-}" ]; then
        [ "$installed" = "$(version_of "$PYTHON")" ] || return 1
    fi
    cmp -s "$pins" "$(stamp "$installed")"
}

find_python() {
    if [ -n "$only" ]; then
        # The last is where pyenv keeps an interpreter that it has not switched on here.
        set -- ${PYTHON:+"$PYTHON"} "python$only" python3 python "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$only".*/bin/python
    elif [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3.13 python3.12 python3.11 python3 python
    fi
    found=""
    for python in "$@"; do
        # A name on the path is no proof: pyenv leaves shims that have nothing to run.
        version=$(version_of "$python") || continue
        if has_venv "$python"; then lack=""; else lack=" without venv"; fi
        case ${only:-any}:$version$lack in
            any:3.11 | any:3.12 | any:3.13 | "$version:$version") return ;;
        esac
        found="$found${found:+, }$python ($version$lack)"
    done
    give_up "Python ${only:-3.11 to 3.13} with venv is needed. Looked for: $*. Found: ${found:-none that runs}." \
        "Install it (Debian: apt install python3-venv; macOS: brew install python@3.13) or name it: PYTHON=/path/to/python"
}

install() {
    mkdir -p "$folder" 2>/dev/null ||
        give_up "The folder $folder cannot be made: move away what has its name, or see who may write here."
    echo "Making $folder with Python $version: this once, and it takes a minute." >&2
    rm -f "$folder"/installed-*
    "$python" -I -m venv --clear "$folder"
    "$folder/bin/python" -I -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$pins" ||
        give_up "The packages could not be installed: pip says why above. Check the network, then run the same command again."
    cp "$pins" "$(stamp "$version")"
}

version_of() {
    "$1" -ESc 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

has_venv() {
    "$1" -Ic 'import ensurepip, venv' 2>/dev/null
}

# Written last, so that it stands for a whole installation.
stamp() {
    echo "$folder/installed-$1.txt"
}

give_up() {
    echo "$*" >&2
    exit 1
}

main
