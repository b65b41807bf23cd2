# Sets the array "linker": the options of dotnet publish that choose the linker for Native AOT. Scripts read this file with "source".
#
# The SDK links with clang by default. gcc with the development files of zlib works too.
linker=()
if ! command -v clang >/dev/null; then
  command -v gcc >/dev/null || fail "no linker was found. Install clang, or gcc with the development files of zlib."
  linker=(-p:CppCompilerAndLinker=gcc -p:LinkerFlavor=bfd)
fi
