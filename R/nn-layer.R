# What the layers in R/nn-native.R share.

# Makes the module the library's layer of that name; its arguments become fields, but for tensors, which
# have become buffers.
build_layer <- function(self, name, args) {
  .Call(C_module_build, self, name, unname(args))
  tensors <- vapply(args, is_torch_tensor, NA)
  args[tensors] <- list(NULL)
  assign(".layer", list(name, unname(args)), envir = self) # for who makes the module again from a file
  for (field in setdiff(names(args), .Call(C_module_names, self, "buffer"))) {
    if (!(field %in% .Call(C_module_names, self, "parameter"))) assign(field, args[[field]], envir = self)
  }
}
