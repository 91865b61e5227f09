/* Starting the library. */
#include "op.h"

void th_init(void)
{
    static bool started;
    if (started) return;
    started = true;
    th_ops_init();
}
