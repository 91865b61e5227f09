# State dicts: the named tensors that make up a module's state, and their way back.

# A module's own parameters and persistent buffers, then its children's.
module_state <- function(module, prefix, keepvars) {
  state <- module$.save_to_state_dict(prefix, keepvars)
  children <- own_slots(module, "module")
  for (name in names(children)) state <- c(state, children[[name]]$state_dict(paste0(prefix, name, "."), keepvars))
  state
}

own_state <- function(module, prefix, keepvars) {
  state <- .Call(C_module_tensors, module, "state", FALSE)
  if (!keepvars) state <- lapply(state, function(x) .Call(C_detach, x))
  if (length(state)) names(state) <- paste0(prefix, names(state))
  state
}

# Checks the whole tree before it changes anything.
load_module_state <- function(module, state, strict, refer) {
  if (!is.list(state)) type_error("load_state_dict: state_dict must be a list of tensors, got ", class(state)[[1]])
  if (strict) check_keys(module, names(state))
  walk_states(module, "", function(module, prefix) if (loads_plainly(module)) check_own_state(module, state, prefix))
  walk_states(module, "", function(module, prefix) {
    if (!loads_plainly(module)) return(module$.load_from_state_dict(state, prefix, .refer_to_state_dict = refer))
    load_own_state(module, state, prefix, refer, strict)
  })
}

walk_states <- function(module, prefix, visit) {
  visit(module, prefix)
  children <- own_slots(module, "module")
  for (name in names(children)) walk_states(attr(children[[name]], "module"), paste0(prefix, name, "."), visit)
}

# A class with a .load_from_state_dict() of its own may accept what does not fit at first.
loads_plainly <- function(module) {
  identical(body(module$.load_from_state_dict), body(nn_Module$public_methods$.load_from_state_dict))
}

check_keys <- function(module, keys) {
  expected <- character()
  free <- character() # prefixes whose names their own modules know
  walk_states(module, "", function(module, prefix) {
    own <- names(.Call(C_module_tensors, module, "state", FALSE))
    if (!loads_plainly(module)) free <<- c(free, prefix)
    else if (length(own)) expected <<- c(expected, paste0(prefix, own))
  })
  missing <- setdiff(expected, keys)
  unexpected <- Filter(function(key) !any(startsWith(key, free)), setdiff(keys, expected))
  complaint <- c(
    if (length(missing)) paste0("missing key(s) in state_dict: ", toString(dQuote(missing, FALSE))),
    if (length(unexpected)) paste0("unexpected key(s) in state_dict: ", toString(dQuote(unexpected, FALSE)))
  )
  if (length(complaint)) value_error("load_state_dict: ", paste(complaint, collapse = "; "))
}

check_own_state <- function(module, state, prefix) {
  own <- .Call(C_module_tensors, module, "state", FALSE)
  for (name in names(own)) check_entry(paste0(prefix, name), state[[paste0(prefix, name)]], own[[name]])
}

check_entry <- function(key, value, own) {
  if (is.null(value)) return()
  if (!is_torch_tensor(value)) type_error("load_state_dict: '", key, "' must be a tensor, got ", class(value)[[1]])
  if (!identical(.Call(C_shape, value, NULL), .Call(C_shape, own, NULL))) {
    value_error(sprintf("load_state_dict: size mismatch for '%s': expected [%s], got [%s]", key,
                        toString(.Call(C_shape, own, NULL)), toString(.Call(C_shape, value, NULL))))
  }
}

# What a class calls as super$.load_from_state_dict() as well, possibly with names of its own making.
load_own_state <- function(module, state, prefix, refer, strict = TRUE) {
  check_own_state(module, state, prefix)
  own <- .Call(C_module_tensors, module, "state", FALSE)
  absent <- setdiff(paste0(prefix, names(own), recycle0 = TRUE), names(state))
  if (strict && length(absent)) {
    value_error("load_state_dict: missing key(s) in state_dict: ", toString(dQuote(absent, FALSE)))
  }
  for (name in names(own)) load_one(module, name, own[[name]], state[[paste0(prefix, name)]], refer)
}

load_one <- function(module, name, own, value, refer) {
  if (is.null(value)) return()
  if (!refer) return(with_no_grad(copy_values(own, value)))
  kind <- if (name %in% .Call(C_module_names, module, "parameter")) "parameter" else "buffer"
  if (kind == "parameter") .Call(C_requires_grad_, value, .Call(C_dollar, own, "requires_grad"))
  .Call(C_module_register, module, name, value, kind, TRUE)
}

copy_values <- function(to, from) .Call(C_dollar, to, "copy_")(from)
