#include <rfm/error.h>

namespace rfm {

int exit_status(ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::usage:
            return 64;
        case ErrorKind::data:
            return 65;
        case ErrorKind::no_input:
            return 66;
        case ErrorKind::bug:
            return 70;
        case ErrorKind::resource:
            return 71;
        case ErrorKind::cannot_create:
            return 73;
        case ErrorKind::io:
            return 74;
        case ErrorKind::busy:
            return 75;
    }
    return 70;
}

}  // namespace rfm
