// The two functions that Highway's dispatch calls, so that the program need not load Highway's shared library: that one
// measures the machine's timer for 3 ms whenever a program starts (version 1.0.3), a third of the time that scoring a
// small file takes. The linker leaves the library out of the program when nothing of it is needed (--as-needed).
#include <hwy/detect_targets.h>

#if HWY_ARCH_X86_64
#include <hwy/targets.h>

#include "base/instruction_sets.h"

namespace hwy {

int64_t SupportedTargets() {
    return rfm::base::supported_targets();
}

ChosenTarget& GetChosenTarget() {
    static ChosenTarget chosen;
    return chosen;
}

}  // namespace hwy
#endif
