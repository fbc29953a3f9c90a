# SPDX-License-Identifier: Apache-2.0
# One interface target carries warnings, hardening and sanitizers; nothing is set globally.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(ketnap_options INTERFACE)
target_compile_options(ketnap_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align
  -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough
  -fstack-protector-strong -fcf-protection -fPIE -pthread
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_compile_definitions(ketnap_options INTERFACE _GLIBCXX_ASSERTIONS
  $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=3>)
target_link_options(ketnap_options INTERFACE -pie -Wl,-z,relro,-z,now)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_link_options(ketnap_options INTERFACE -fuse-ld=lld-19)
  target_compile_options(ketnap_options INTERFACE -Wno-unused-command-line-argument
    "SHELL:-Xclang -fno-pch-timestamp")
else()
  # g++ 12 reports null dereferences, overlaps and sizes beyond 2^63 inside its own library at -O2;
  # that a constructor's argument has its member's name is no shadow that hides a mistake (as clang sees it).
  target_compile_options(ketnap_options INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized
    -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
    -Wno-shadow -Wshadow=local -fpch-preprocess)
endif()
if(KETNAP_WERROR)
  target_compile_options(ketnap_options INTERFACE -Werror)
endif()
if(KETNAP_SANITIZE)
  target_compile_options(ketnap_options INTERFACE -fsanitize=${KETNAP_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(ketnap_options INTERFACE -fsanitize=${KETNAP_SANITIZE})
endif()
if(KETNAP_FUZZ)
  target_compile_options(ketnap_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
