/* The files of PyTorch's torch.save(): tensors, and dictionaries and lists of them. */
#ifndef TH_CHECKPOINT_H
#define TH_CHECKPOINT_H

#include "pickle.h"

/* What the file holds: data only, of finite depth, though values may occur in several places.
 * CPU tensors, owned by the scope like the rest; those that shared their storage still do. */
th_pickled *th_checkpoint_read(const th_source *source);

#endif
