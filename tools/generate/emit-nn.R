# The C functions that make layers: prototypes (torch_nn.h) and definitions (src/nn/api.c), from src/nn/layers.def.
# They follow the ops': th_nn_name(required arguments), th_nn_name_with(all of them).

read_layers <- function(root) {
  table <- "src/nn/layers.def"
  rows <- if (file.exists(file.path(root, table))) table_rows(root, table)
  rows <- Filter(function(row) MACROS[[row$macro]]$kind == "layer", rows)
  lapply(rows, function(row) {
    list(layer = row$name, name = paste0("nn_", row$name), title = sub("\\.$", "", row$comment),
         params = lapply(parse_signature(row)$params, c_named), results = "module", in_place = FALSE)
  })
}

# R's .weight is weight in C.
c_named <- function(p) {
  p$name <- sub("^[.]", "", p$name)
  p
}

NN_GENERATED <- "made by tools/generate.R from src/nn/layers.def; after a conflict run it again"

emit_nn_header <- function(layers) {
  lines <- c("/* One function per layer: dimensions and indices count from 0, NULL stands for a weight not given;",
             paste0(" * ", NN_GENERATED, ". */"), "#ifndef TORCH_NN_H", "#define TORCH_NN_H")
  for (layer in layers) {
    variants <- c_variants(layer)
    prototypes <- unlist(lapply(variants, function(v) end_statement(c_prototype(layer, v))))
    macros <- unlist(lapply(variants, c_macro, op = layer))
    lines <- c(lines, "", wrap_comment(paste0("/* ", layer$title, defaults_text(layer), ". */")), prototypes, macros)
  }
  c(lines, "", "#endif")
}

wrap_comment <- function(text) sub("^ {4,}", " * ", wrap_c(text))

end_statement <- function(lines) {
  lines[length(lines)] <- paste0(lines[length(lines)], ";")
  lines
}

# What the short form takes for the arguments that it does not have, as C counts.
defaults_text <- function(layer) {
  given <- Filter(function(p) !is.null(p$default), layer$params)
  if (length(given) == 0L) return("")
  paste0("; by default ", paste(vapply(given, default_text, ""), collapse = ", "))
}

default_text <- function(p) {
  value <- switch(p$default, "TRUE" = "true", "FALSE" = "false", "NULL" = "none", p$default)
  number <- suppressWarnings(as.integer(value))
  if (p$type %in% c("A", "X") && !is.na(number) && number > 0L) value <- number - 1L
  paste(c_name(p$name), "=", value)
}

NN_MAKE <- '
static th_module *make(const char *layer, const th_value *args)
{
    th_module *module = th_module_new();
    th_module_build(module, layer, args);
    return module;
}'

emit_nn_api <- function(layers) {
  functions <- unlist(lapply(layers, layer_functions))
  c(paste0("/* The layers as C functions: arguments into values.\n * ", NN_GENERATED, ". */"),
    "#include \"module.h\"", used_packers(PACKERS, functions), NN_MAKE, functions)
}

layer_functions <- function(layer) {
  c("", unlist(lapply(c_variants(layer), function(variant) {
    find <- sprintf("    const th_layer *layer = th_layer_find(\"%s\");", layer$layer)
    found <- if (!all(variant$takes)) find
    args <- wrap_c(paste0("    th_value args[] = {", layer_values(layer, variant), "};"))
    c(c_prototype(layer, variant), "{", found, args, sprintf("    return make(\"%s\", args);", layer$layer), "}")
  })))
}

layer_values <- function(layer, variant) {
  if (length(layer$params) == 0L) return("TH_NONE")
  values <- vapply(seq_along(layer$params), function(k) {
    if (!variant$takes[k]) return(sprintf("layer->row.params[%d].fallback", k - 1L))
    packer <- c_type(layer$params[[k]])$packer
    name <- c_name(layer$params[[k]]$name)
    if (packer == "") name else sprintf("%s(%s)", packer, name)
  }, "")
  paste(values, collapse = ", ")
}
