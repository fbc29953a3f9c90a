# SPDX-License-Identifier: Apache-2.0
# What is installed, and the Debian package that CPack makes of it (`make package`).
include(GNUInstallDirs)
set(doc ${CMAKE_INSTALL_DATADIR}/doc/ketnap)
install(TARGETS ketnap RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/data DESTINATION share/ketnap)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/db/migrations DESTINATION share/ketnap)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/web/dist/ DESTINATION share/ketnap/web OPTIONAL)
install(FILES ${CMAKE_SOURCE_DIR}/docs/systemd/ketnap.service DESTINATION lib/systemd/system)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/docs/ops.md ${CMAKE_SOURCE_DIR}/docs/security.md
  ${CMAKE_SOURCE_DIR}/docs/rules.md ${CMAKE_SOURCE_DIR}/docs/dossier-format.md ${CMAKE_SOURCE_DIR}/packaging/bom.cdx.json
  DESTINATION ${doc})
install(FILES ${CMAKE_SOURCE_DIR}/packaging/debian/copyright DESTINATION ${doc})
# Written by the program itself and by gzip when the package is made.
install(CODE "
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
  execute_process(COMMAND $<TARGET_FILE:ketnap> man OUTPUT_FILE ${CMAKE_BINARY_DIR}/package/ketnap.1 COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND gzip -9n INPUT_FILE ${CMAKE_BINARY_DIR}/package/ketnap.1
    OUTPUT_FILE ${CMAKE_BINARY_DIR}/package/ketnap.1.gz COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND gzip -9n INPUT_FILE ${CMAKE_SOURCE_DIR}/CHANGELOG.md
    OUTPUT_FILE ${CMAKE_BINARY_DIR}/package/changelog.gz COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${CMAKE_BINARY_DIR}/package/ketnap.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_BINARY_DIR}/package/changelog.gz DESTINATION ${doc})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ketnap)
set(CPACK_PACKAGE_VENDOR ketnap)
set(CPACK_PACKAGE_CONTACT "ketnap maintainers <root@localhost>")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_SOURCE_DIR}/build/package)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "admission to the Party and the Youth Union, from nomination to ceremony")
set(CPACK_PACKAGE_DESCRIPTION "One program with its pages: lists of people, dossiers and their checks,
decisions, the day on stage and the papers of each. One office serves itself
from an embedded database, several share PostgreSQL.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
# the linked libraries are found by dpkg-shlibdeps; these are run or opened by name
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, fonts-liberation2, poppler-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql")
set(debian ${CMAKE_SOURCE_DIR}/packaging/debian)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${debian}/postinst;${debian}/prerm;${debian}/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
