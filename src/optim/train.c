/* A whole step of training in one call. */
#include "optimizer.h"

/* What forward made on its way is released when it is done; what backward needs, the graph holds. */
static th_tensor *loss_of(th_module *model, th_module *loss, th_list inputs, th_tensor *target)
{
    th_scope *scope = th_scope_open();
    th_tensor *both[2] = {th_module_forward(model, inputs), target};
    return th_scope_return(scope, th_module_forward(loss, (th_list){2, both}));
}

th_tensor *th_train_step(th_module *model, th_module *loss, th_optimizer *optimizer, th_list inputs, th_tensor *target)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(true);
    th_optimizer_zero_grad(optimizer, false);
    th_tensor *value = loss_of(model, loss, inputs, target);
    th_backward(value, NULL, false, false);
    th_optimizer_step(optimizer);
    return th_scope_return(scope, th_tensor_alias(value));
}
