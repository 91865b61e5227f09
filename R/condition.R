# Conditions. Every failure of the package has one of the classes value_error, type_error,
# runtime_error, not_implemented_error (index errors: index_error and value_error), then torch_error; and
# as its call what the user wrote.

# Called from C as well.
raise_condition <- function(class, message) {
  if (identical(class, "index_error")) class <- c("index_error", "value_error")
  stop(errorCondition(message, class = c(class, "torch_error"), call = user_call(sys.nframe() - 1L)))
}

value_error <- function(...) raise_condition("value_error", paste0(...))
index_error <- function(...) raise_condition("index_error", paste0(...))
type_error <- function(...) raise_condition("type_error", paste0(...))
runtime_error <- function(...) raise_condition("runtime_error", paste0(...))
not_implemented_error <- function(...) raise_condition("not_implemented_error", paste0(...))

# An argument that must be TRUE or FALSE.
is_true <- function(x) {
  if (isTRUE(x) || isFALSE(x)) return(x)
  type_error(deparse(substitute(x)), " must be TRUE or FALSE, got ", if (is.atomic(x)) deparse1(x) else class(x)[[1]])
}

# The innermost call that was made outside the package; the innermost of all when there is none.
user_call <- function(top) {
  if (top < 1L) return(NULL)
  here <- environment(user_call)
  parents <- sys.parents()
  calls <- sys.calls()
  for (i in rev(seq_len(top))) {
    caller <- if (parents[i] == 0L) globalenv() else sys.frame(parents[i])
    if (!identical(topenv(caller), here)) return(plain_call(calls[[i]]))
  }
  plain_call(calls[[top]])
}

# `+.torch_tensor`(a, b) was written a + b.
plain_call <- function(call) {
  if (is.symbol(call[[1]])) call[[1]] <- as.name(sub("[.]torch_(tensor|node)$", "", as.character(call[[1]])))
  call
}

raise_interrupt <- function() {
  signalCondition(structure(class = c("interrupt", "condition"), list(message = "", call = NULL)))
  invokeRestart("abort")
}

# x$name where there is no such member.
raise_unknown_member <- function(name) {
  known <- c(names(.methods), .Call(C_fields))
  distance <- utils::adist(name, known, ignore.case = TRUE)
  near <- if (min(distance) <= 2) paste0("; did you mean `$", known[which.min(distance)], "`?") else ""
  value_error("a torch_tensor has no field or method `", name, "`", near)
}
