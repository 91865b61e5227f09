# Modules in saved objects. The R object of a module is replaced by a reference, and a note beside the
# object says what is needed to make it again: its class, its plain fields, and what its node of the module
# tree owns. A class defined in R goes into the file whole, so that it need not be defined where the file
# is loaded; the package's own go by name, and a module gets its methods from the package that loads it.

# list(notes, references): of every module that can be reached from the object; references are by identity.
note_modules <- function(object) {
  references <- package_classes()
  seen <- new.env()
  notes <- list()
  note <- function(module, id) {
    k <- length(notes) + 1L
    references[[id]] <- c("module", k)
    references[[.Call(C_object_id, private_of(module))]] <- c("private", k)
    envs <- method_environments(module)
    for (level in seq_along(envs)) references[[.Call(C_object_id, envs[[level]])]] <- c("methods", paste(k, level))
    notes[[k]] <<- note_module(module)
    visit(notes[[k]])
  }
  visit <- function(x) {
    serialize(x, NULL, refhook = function(reference) {
      if (inherits(reference, "torch_tensor")) return("")
      id <- .Call(C_object_id, reference)
      if (!is.null(references[[id]]) || !is.null(seen[[id]])) return("")
      if (inherits(reference, "nn_Module")) note(reference, id) else seen[[id]] <- TRUE
      if (inherits(reference, "nn_Module")) ""
    })
  }
  visit(object)
  list(notes = notes, references = references)
}

note_module <- function(module) {
  list(
    module = module, class = module$.generator, training = .Call(C_module_training, module, NULL),
    parameters = own_slots(module, "parameter"), buffers = own_slots(module, "buffer"),
    persistent = names(.Call(C_module_tensors, module, "persistent", FALSE)),
    modules = lapply(own_slots(module, "module"), attr, "module"),
    fields = field_values(module), private = field_values(private_of(module))
  )
}

# Those that a class and the classes that it inherits from give to the methods of an object: closures that
# are made in methods refer to them.
method_environments <- function(module) {
  env <- get(".__enclos_env__", envir = module)
  envs <- list()
  while (!is.null(env)) {
    envs <- c(envs, list(env))
    env <- env$super$.__enclos_env__
  }
  envs
}

field_values <- function(env) mget(plain_fields(env), envir = env)

# c("class", name) by the identity of the class.
package_classes <- function() {
  classes <- new.env()
  for (name in ls(asNamespace("torch"), pattern = "^nn_")) {
    class <- package_class(name)
    if (inherits(class, "R6ClassGenerator")) classes[[.Call(C_object_id, class)]] <- c("class", name)
  }
  classes
}

package_class <- function(name) {
  object <- get0(name, envir = asNamespace("torch"))
  if (is.null(object)) value_error("torch_load: the file holds a ", name, ", which this version of torch does not have")
  if (inherits(object, "nn_module_generator")) attr(object, "Module") else object
}

# ---- Loading -------------------------------------------------------------------------------------------

# Modules are referred to before their classes are known: empty environments stand for them until then.
restore_reference <- function(kind, key, shells) {
  if (kind == "class") return(package_class(key))
  id <- paste(kind, key)
  if (is.null(shells[[id]])) shells[[id]] <- new.env()
  shells[[id]]
}

restore_modules <- function(saved, shells) {
  for (k in seq_along(saved$modules)) shape_module(saved$modules[[k]], k, shells)
  for (note in saved$modules) restore_slots(note)
  renew_instances(saved$object)
}

# The shell becomes a module of the class, with the fields.
shape_module <- function(note, k, shells) {
  module <- note$module
  private <- restore_reference("private", k, shells)
  adopt(module, private, blank_module(note$class))
  list2env(note$fields, module)
  list2env(note$private, private)
  envs <- method_environments(module)
  for (level in seq_along(envs)) {
    list2env(as.list(envs[[level]], all.names = TRUE), restore_reference("methods", paste(k, level), shells))
  }
  layer <- note$fields$.layer
  if (!is.null(layer)) .Call(C_module_restore, module, layer[[1]], layer[[2]])
  if (!is.null(note$fields$.hooks)) set_hooks(module, note$fields$.hooks)
}

# Moves what makes the R6 object `blank` one into the environments `module` and `private`.
adopt <- function(module, private, blank) {
  move_members(blank, module, get(".__enclos_env__", envir = blank)$.__active__, c(".module", "clone"))
  move_members(private_of(blank), private, NULL, c("parameters_", "buffers_", "modules_"))
  class(module) <- class(blank)
  for (env in method_environments(module)) {
    env$self <- module
    env$private <- private
  }
  .prepare(module, private)
}

move_members <- function(from, to, active, without) {
  for (name in setdiff(ls(from, all.names = TRUE), without)) {
    if (bindingIsActive(name, from)) {
      makeActiveBinding(name, active[[name]], to)
    } else {
      assign(name, get(name, envir = from), envir = to)
      if (bindingIsLocked(name, from)) lockBinding(name, to)
    }
  }
}

# Parents come before their children, so that what a child holds is known when it is registered.
restore_slots <- function(note) {
  add <- function(values, kind) {
    for (name in names(values)) {
      persistent <- kind != "buffer" || name %in% note$persistent
      .Call(C_module_register, note$module, name, values[[name]], kind, persistent)
    }
  }
  add(note$parameters, "parameter")
  add(note$buffers, "buffer")
  add(lapply(note$modules, function(module) module$.instance()), "module")
  .Call(C_module_training, note$module, note$training)
}

# Instances, which are functions of the package that wrote the file, as functions of this one.
renew_instances <- function(x) {
  if (is_nn_module(x)) return(attr(x, "module")$.instance())
  if (is.list(x) && !is.object(x)) x[] <- lapply(x, renew_instances)
  x
}
