/* A whole step of training in one call. */
#ifndef TH_TRAIN_H
#define TH_TRAIN_H

#include "optimizer.h"
#include "../nn/module.h"

/* Clears the gradients, runs model(inputs) and loss(output, target), goes backward and lets the optimizer
 * step. Returns the loss, without history. After a failure parameters are as they were, gradients may not be. */
th_tensor *th_train_step(th_module *model, th_module *loss, th_optimizer *optimizer, th_list inputs, th_tensor *target);

#endif
