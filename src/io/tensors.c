/* Files of tensors by name: th_save_tensors() and th_load_tensors() of torch.h. */
#include "safetensors.h"

void th_save_tensors(const char *path, th_named_list tensors)
{
    static const th_text_pair format = {"format", "pt"}; /* other readers want to know who wrote it */
    th_scope *scope = th_scope_open();
    th_safetensors_write_file("save_tensors", path, tensors.n, tensors.v, 1, &format);
    th_scope_close(scope);
}

static void read_tensors(th_source *source, void *data)
{
    th_named_list *list = data;
    th_safetensors file = th_safetensors_open(source);
    list->n = (int)file.n;
    list->v = th_scratch((size_t)file.n * sizeof *list->v + 1);
    for (int64_t k = 0; k < file.n; k++)
        list->v[k] = (th_named_tensor){file.entries[k].name, th_safetensors_read(&file, k)};
}

th_named_list th_load_tensors(const char *path)
{
    th_named_list list = {0, NULL};
    th_source_with_file("load_tensors", path, read_tensors, &list);
    return list;
}
