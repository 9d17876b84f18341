# rfm_embed(TARGET NAME FILE): compiles FILE into TARGET as `std::string_view rfm::embedded::NAME()`,
# declared in <embedded/NAME.h>. The source is made again whenever FILE changes.
function(rfm_embed target name file)
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(script ${PROJECT_SOURCE_DIR}/cmake/write_embedded.cmake)
  add_custom_command(
    OUTPUT ${dir}/embedded/${name}.cc ${dir}/embedded/${name}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DFILE=${PROJECT_SOURCE_DIR}/${file} -DOUT=${dir}/embedded/${name} -P
            ${script}
    DEPENDS ${PROJECT_SOURCE_DIR}/${file} ${script}
    VERBATIM)
  target_sources(${target} PRIVATE ${dir}/embedded/${name}.cc ${dir}/embedded/${name}.h)
  target_include_directories(${target} PRIVATE ${dir})
endfunction()
