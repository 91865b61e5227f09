# How many tensors are alive, once R has collected what it no longer needs.
live <- function() {
  for (i in 1:3) {
    gc()
    count <- .Call(getFromNamespace("C_live_tensors", "torch"))
  }
  count
}
