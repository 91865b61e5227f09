/* Starting the library, and finding a device's backend. */
#include "op.h"

void th_init(void)
{
    static bool started;
    if (started) return;
    started = true;
    th_ops_init();
}

const th_backend *th_backend_of(th_device device)
{
    if (device.type == TH_CPU) return &th_cpu_backend;
    if (device.type == TH_META) return &th_meta_backend;
    th_fail(TH_RUNTIME_ERROR, "device %s is not available: the package was built without CUDA", th_device_text(device));
}
