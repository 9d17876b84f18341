# rfm_embed(TARGET NAME FILE): compiles FILE, of the project or by its whole path, into TARGET as
# `std::string_view rfm::embedded::NAME()`, declared in <embedded/NAME.h>. The source is made again whenever FILE changes.
function(rfm_embed target name file)
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(script ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake)
  add_custom_command(
    OUTPUT ${dir}/embedded/${name}.cc ${dir}/embedded/${name}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFILE=${file} -DOUT=${dir}/embedded/${name} -P
            ${script}
    DEPENDS ${file} ${script}
    VERBATIM)
  target_sources(${target} PRIVATE ${dir}/embedded/${name}.cc ${dir}/embedded/${name}.h)
  target_include_directories(${target} PRIVATE ${dir})
endfunction()

# rfm_embed_folder(TARGET NAME PATTERN): compiles the files that fit PATTERN into TARGET as
# `std::array<std::pair<std::string_view, std::string_view>, N> rfm::embedded::NAME()`, the name without folder and
# extension and the bytes of each, in the order of their names; declared in <embedded/NAME.h>.
function(rfm_embed_folder target name pattern)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${pattern})
  list(SORT files)
  list(LENGTH files count)
  set(includes "")
  set(pairs "")
  foreach(file ${files})
    get_filename_component(stem ${file} NAME_WLE)
    string(MAKE_C_IDENTIFIER ${name}_${stem} id)
    file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR} ${file})
    rfm_embed(${target} ${id} ${path})
    string(APPEND includes "#include <embedded/${id}.h>\n")
    string(APPEND pairs "{\"${stem}\", ${id}()}, ")
  endforeach()
  file(
    CONFIGURE
    OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded/embedded/${name}.h
    CONTENT
      "#pragma once\n#include <array>\n#include <string_view>\n#include <utility>\n@includes@namespace rfm::embedded {\ninline std::array<std::pair<std::string_view, std::string_view>, @count@> ${name}() {\n    return {{@pairs@}};\n}\n}\n"
    @ONLY)
endfunction()
