# Other builds of torch download their engine when asked to; scripts still ask. Here it is compiled
# with the package, so these functions have nothing to do, and say so.

#' The engine is part of the package
#'
#' Scripts written for builds that download libtorch call these functions. They run, and download
#' nothing: the engine was compiled with the package.
#'
#' @param recheck,reinstall,version,type,libtorch,liblantern,check_writable,verbose,.inform_restart,...
#'   Ignored.
#' @return `torch_is_installed()`: `TRUE`. `torch_install_path()`: where the package is.
#'   `get_install_libs_url()`: no addresses, an empty character vector. The others: `TRUE`, invisibly.
#' @examples
#' torch_is_installed()
#' @export
torch_is_installed <- function(recheck = FALSE) TRUE

#' @rdname torch_is_installed
#' @export
torch_install_path <- function(check_writable = FALSE) system.file(package = "torch")

#' @rdname torch_is_installed
#' @export
install_torch <- function(reinstall = FALSE, ..., .inform_restart = TRUE) {
  message("The engine is part of this package: there is nothing to install.")
  invisible(TRUE)
}

#' @rdname torch_is_installed
#' @export
install_torch_from_file <- function(version = NA, type = NA, libtorch, liblantern, ...) install_torch()

#' @rdname torch_is_installed
#' @export
install_torch_sitrep <- function(verbose = TRUE) install_torch()

#' @rdname torch_is_installed
#' @export
get_install_libs_url <- function(version = NA, type = NA) character()
