# The C functions of the ops: prototypes (torch_ops.h) and definitions (api.c).

GENERATED <- "made by tools/generate.R from src/ops/ops.def; after a conflict run it again"
KEYWORDS <- c("auto", "bool", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
              "extern", "float", "for", "goto", "if", "int", "long", "register", "return", "short", "signed", "sizeof",
              "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while")

# C type, packer into a th_value, and the macro that converts what a caller writes.
c_type <- function(param) {
  entry <- function(type, packer, convert = NULL) list(type = type, packer = packer, convert = convert)
  if (param$list) {
    if (param$type %in% c("T", "IT")) return(entry("th_list ", "from_list"))
    if (param$type == "d") return(entry("th_value ", "from_doubles"))
    return(entry("th_ints ", "from_ints"))
  }
  optional <- param$optional
  switch(param$type,
    T = , IT = , PT = entry("th_tensor *", "th_v_tensor"),
    N = entry("th_value ", "", "TH_V"),
    S = if (optional) entry("th_value ", "", "TH_V") else entry("th_scalar ", "th_v_scalar", "TH_S"),
    i = , A = , X = if (optional) entry("th_ints ", "from_first") else entry("int64_t ", "from_int"),
    b = if (optional) entry("th_value ", "from_truth", "TH_V") else entry("bool ", "from_bool"),
    d = if (optional) entry("th_value ", "from_number", "TH_V") else entry("double ", "from_double"),
    D = entry("th_dtype ", "from_dtype"),
    s = entry("const char *", "from_string"),
    G = entry("th_generator *", "from_generator"),
    V = if (optional) entry("th_value ", "") else entry("th_device ", "from_device"))
}

c_name <- function(name) {
  name <- gsub(".", "_", sub("^[.]", "", name), fixed = TRUE)
  ifelse(name %in% KEYWORDS, paste0(name, "_"), name)
}

c_result <- function(op) {
  if (length(op$results) > 1) return("void ")
  switch(op$results, T = , I = "th_tensor *", "T[]" = "th_list ", b = "bool ", i = "int64_t ", S = "th_scalar ",
         D = "th_dtype ", module = "th_module *")
}

# The C functions of one op: which parameters each takes, and whether it works in place.
c_variants <- function(op) {
  given <- vapply(op$params, function(p) is.null(p$default), NA)
  variants <- list(list(suffix = "", takes = given, in_place = FALSE))
  all_given <- list(suffix = with_suffix(op), takes = rep(TRUE, length(given)), in_place = FALSE)
  if (any(!given)) variants <- c(variants, list(all_given))
  if (op$in_place) {
    twins <- lapply(variants, function(v) list(suffix = paste0(v$suffix, "_"), takes = v$takes, in_place = TRUE))
    variants <- c(variants, twins)
  }
  variants
}

# An op that changes self by its nature has the underscore last: th_uniform_, th_uniform_with_.
with_suffix <- function(op) if (grepl("_$", op$name)) "with_" else "_with"

variant_params <- function(op, variant) {
  params <- op$params
  if (variant$in_place) params[[1]] <- parameter(params[[1]]$name, "T")
  params
}

converts <- function(params) vapply(params, function(p) !is.null(c_type(p)$convert), NA)

# th_add_with: a macro around th_op_add_with where operands are converted, else the function itself.
c_function_name <- function(op, variant) {
  plain <- !any(converts(variant_params(op, variant)[variant$takes]))
  paste0(if (plain) "th_" else "th_op_", op$name, variant$suffix)
}

c_prototype <- function(op, variant) {
  params <- variant_params(op, variant)[variant$takes]
  arguments <- vapply(params, function(p) paste0(c_type(p)$type, c_name(p$name)), "")
  if (length(op$results) > 1) arguments <- c(arguments, "th_tensor **results")
  if (length(arguments) == 0) arguments <- "void"
  result <- if (variant$in_place) "th_tensor *" else c_result(op)
  wrap_c(paste0(result, c_function_name(op, variant), "(", paste(arguments, collapse = ", "), ")"))
}

c_macro <- function(op, variant) {
  params <- variant_params(op, variant)[variant$takes]
  if (!any(converts(params))) return(NULL)
  names <- c_name(vapply(params, `[[`, "", "name"))
  converter <- vapply(params, function(p) c(c_type(p)$convert, "")[1], "")
  passed <- ifelse(converter == "", names, paste0(converter, "(", names, ")"))
  if (length(op$results) > 1) {
    names <- c(names, "results")
    passed <- c(passed, "results")
  }
  head <- paste0("#define th_", op$name, variant$suffix, "(", paste(names, collapse = ", "), ")")
  body <- paste0(c_function_name(op, variant), "(", paste(passed, collapse = ", "), ")")
  if (nchar(head) + nchar(body) < 119) return(paste(head, body))
  c(paste(head, "\\"), paste0("    ", wrap_c(body, " \\")))
}

# Breaks long argument lists at commas.
wrap_c <- function(text, continuation = "") {
  lines <- character()
  indent <- paste0(sub("[^ ].*", "", text), "    ")
  while (nchar(text) > 112) {
    cut <- max(gregexpr(", ", substr(text, 1L, 110L), fixed = TRUE)[[1]])
    lines <- c(lines, paste0(substr(text, 1L, cut), continuation))
    text <- paste0(indent, substring(text, cut + 2L))
  }
  c(lines, text)
}

emit_header <- function(table) {
  lines <- c(paste0("/* One function per operation; ", GENERATED, ". */"), "#ifndef TORCH_OPS_H", "#define TORCH_OPS_H")
  section <- ""
  for (op in table$ops) {
    if (op$section != section) lines <- c(lines, "", paste0("/* ---- ", op$section, " ---- */"))
    section <- op$section
    variants <- c_variants(op)
    prototypes <- unlist(lapply(variants, function(v) {
      prototype <- c_prototype(op, v)
      prototype[length(prototype)] <- paste0(prototype[length(prototype)], ";")
      prototype
    }))
    lines <- c(lines, "", paste0("/* ", op$title, ". */"), prototypes, unlist(lapply(variants, c_macro, op = op)))
  }
  c(lines, "", "#endif")
}

PACKERS <- '
#define VALUE(id, ...) ((th_value){.type = TH_ARG_##id, __VA_ARGS__})
static inline th_value from_list(th_list x) { return x.n < 0 ? TH_NONE : VALUE(LIST, .n = x.n, .as.list = x.v); }
static inline th_value from_int(int64_t i) { return VALUE(INT, .as.i = i); }
static inline th_value from_ints(th_ints x) { return x.n < 0 ? TH_NONE : VALUE(INTS, .n = x.n, .as.ints = x.v); }
static inline th_value from_first(th_ints x) { return x.n < 1 ? TH_NONE : from_int(x.v[0]); }
static inline th_value from_bool(bool b) { return VALUE(BOOL, .as.i = b); }
static inline th_value from_truth(th_value v) { return v.type == TH_ARG_SCALAR ? from_bool(v.as.scalar.re.i != 0) : v; }
static inline th_value from_double(double d) { return VALUE(DOUBLE, .as.d = d); }
static inline th_value from_doubles(th_value v) { return v; }
static inline th_value from_number(th_value v)
{ return v.type == TH_ARG_SCALAR ? from_double(th_scalar_double(v.as.scalar)) : v; }
static inline th_value from_dtype(th_dtype d) { return d == TH_NO_DTYPE ? TH_NONE : VALUE(DTYPE, .as.i = d); }
static inline th_value from_string(const char *s) { return s ? VALUE(STRING, .as.string = s) : TH_NONE; }
static inline th_value from_generator(th_generator *g) { return g ? VALUE(GENERATOR, .as.generator = g) : TH_NONE; }
static inline th_value from_device(th_device d) { return VALUE(DEVICE, .as.device = d); }

'

DOORS <- '
#define DEFAULT(op, k) th_ops[TH_OP_##op].params[k].fallback

static inline th_list list_of(int op, th_value *args)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    return (th_list){n, out};
}
static inline void several(int op, th_value *args, th_tensor **results)
{
    int n = 0;
    th_tensor **out = th_dispatch(&th_ops[op], args, &n);
    for (int k = 0; k < n; k++) results[k] = out[k];
}
'

emit_api <- function(table) {
  used <- unlist(lapply(table$ops, api_functions))
  c(paste0("/* The operations as C functions: arguments into values, then through the door.\n * ", GENERATED, ". */"),
    "#include \"../core/op.h\"", used_packers(paste0(PACKERS, DOORS), used), used)
}

# Only what is called, so that no static function goes unused.
used_packers <- function(packers, used) {
  lines <- strsplit(gsub(")\n{ ", ")\1{ ", trimws(packers, whitespace = "\n"), fixed = TRUE), "\n")[[1]]
  name <- sub("^static inline th_value (from_[a-z]+)\\(.*", "\\1", lines)
  text <- c(used, if (any(grepl("from_first(", used, fixed = TRUE))) "from_int(",
            if (any(grepl("from_truth(", used, fixed = TRUE))) "from_bool(",
            if (any(grepl("from_number(", used, fixed = TRUE))) "from_double(")
  text <- paste(text, collapse = "\n")
  keep <- name == lines | vapply(name, function(n) grepl(paste0(n, "("), text, fixed = TRUE), NA)
  c("", unlist(strsplit(lines[keep], "\1", fixed = TRUE)))
}

api_functions <- function(op) {
  definitions <- lapply(c_variants(op), function(variant) {
    head <- c_prototype(op, variant)
    values <- api_values(op, variant)
    line <- sprintf("%s { %s }", head[1], api_call(op, variant, sprintf("(th_value[]){%s}", values)))
    if (length(head) == 1 && nchar(line) <= 120) return(line)
    args <- wrap_c(paste0("    th_value args[] = {", values, "};"))
    c(head, "{", args, paste0("    ", api_call(op, variant, "args")), "}")
  })
  c("", unlist(definitions))
}

# The arguments as th_values, comma separated.
api_values <- function(op, variant) {
  params <- variant_params(op, variant)
  values <- vapply(seq_along(params), function(k) {
    if (!variant$takes[k]) return(sprintf("DEFAULT(%s, %d)", op$name, k - 1L))
    packer <- c_type(params[[k]])$packer
    name <- c_name(params[[k]]$name)
    if (packer == "") name else sprintf("%s(%s)", packer, name)
  }, "")
  if (length(values) == 0) values <- "TH_NONE"
  paste(values, collapse = ", ")
}

api_call <- function(op, variant, args) {
  call <- function(door) sprintf("%s(TH_OP_%s, %s)", door, op$name, args)
  if (variant$in_place) return(sprintf("return %s;", call("th_dispatch_in_place")))
  if (length(op$results) > 1) return(sprintf("several(TH_OP_%s, %s, results);", op$name, args))
  value <- call("th_dispatch_value")
  switch(op$results,
    T = , I = sprintf("return %s;", call("th_dispatch1")), "T[]" = sprintf("return %s;", call("list_of")),
    b = sprintf("return %s.as.i != 0;", value), i = sprintf("return %s.as.i;", value),
    S = sprintf("return %s.as.scalar;", value), D = sprintf("return (th_dtype)%s.as.i;", value))
}
