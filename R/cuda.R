# CUDA devices: what there is, waiting for them, their memory.

#' CUDA devices
#'
#' Scripts ask before they use a device. CUDA needs a build of the package with its toolkit, a driver and a
#' device; without one of them `cuda_is_available()` is `FALSE`, and everything else works the same.
#'
#' @details Work is queued on a device and goes on while R continues; `cuda_synchronize()` waits until all of it
#'   is done, as reading a value does. A failure on the device shows up at one of the next operations there.
#'   Some, such as a kernel's access to memory that is not there, end the use of devices in the session: all that
#'   follows there is a runtime_error which says so, while tensors on the CPU are as before.
#'   A process that was forked after CUDA was used (`parallel::mclapply()`) cannot use CUDA: that is a
#'   runtime_error.
#' @param device An index from 0, a [torch_device()] or its name; `NULL`: the current device.
#' @return `cuda_is_available()`: `TRUE` or `FALSE`. `cuda_device_count()`: how many there are.
#'   `cuda_current_device()`: the index of the device that `"cuda"` stands for. `cuda_get_device_capability()`: two
#'   whole numbers, major and minor. `cuda_runtime_version()`: a [numeric_version()]. `cuda_synchronize()`: `NULL`,
#'   invisibly. All but the first two are a runtime_error where there is no such device.
#' @examples
#' device <- if (cuda_is_available()) "cuda" else "cpu"
#' torch_zeros(2, device = device)
#' if (cuda_is_available()) {
#'   cuda_get_device_capability()
#'   cuda_synchronize()
#' }
#' @rdname cuda_is_available
#' @export
cuda_is_available <- function() cuda_device_count() > 0L

#' @rdname cuda_is_available
#' @export
cuda_device_count <- function() .Call(C_device_count, "cuda")

#' @rdname cuda_is_available
#' @export
cuda_current_device <- function() .Call(C_cuda_current_device)

#' @rdname cuda_is_available
#' @export
cuda_get_device_capability <- function(device = cuda_current_device()) .Call(C_cuda_capability, device)

#' @rdname cuda_is_available
#' @export
cuda_runtime_version <- function() {
  version <- .Call(C_cuda_runtime_version)
  numeric_version(paste(version %/% 1000L, version %% 1000L %/% 10L, sep = "."))
}

#' @rdname cuda_is_available
#' @export
cuda_synchronize <- function(device = NULL) invisible(.Call(C_cuda_synchronize, device))

#' Memory of CUDA devices
#'
#' Memory of freed tensors is kept for the next ones; other processes see it as used. `cuda_empty_cache()` gives
#' back what nothing lies in. When a device has no memory left, R's unused tensors are collected and the cache is
#' emptied before the attempt fails with an error that names what was asked for and what is free.
#'
#' @inheritParams cuda_is_available
#' @param filepath Where the snapshot is written, as comma-separated values.
#' @param enabled `TRUE`, `"all"` or `"state"`: allocations, and what is given back, are noted from now on. `FALSE` or
#'   `NULL`: no longer, and what was noted is dropped.
#' @param context,stacks Ignored: calls are not noted.
#' @param max_entries How many of the last entries each device keeps, from 1 on; at most 2^20 are.
#' @return `cuda_memory_stats()`: a list of statistics in bytes and counts: `allocated_bytes`, `reserved_bytes`,
#'   `allocation` and `segment`, each with `current`, `peak` and `allocated` (ever), then `inactive_split_bytes`,
#'   `num_alloc_retries`, `num_ooms`, `free_bytes` and `total_bytes` of the device. `cuda_memory_summary()`: the same
#'   as text, printed, invisibly. `cuda_memory_snapshot()`: a data frame. Its rows with the `action` `"block"` are the
#'   allocator's blocks now: `device`, `segment`, `address`, `bytes` and `used`. The others, oldest first, are what
#'   `cuda_record_memory_history()` has noted: `"alloc"`, `"free"`, `"segment_alloc"`, `"segment_free"` and `"oom"`,
#'   with `time`. `cuda_empty_cache()`, `cuda_record_memory_history()`: `NULL`, invisibly. An `enabled` or a
#'   `max_entries` that is none of these is a value_error, noting without a device a runtime_error.
#' @examples
#' cuda_empty_cache() # does nothing where there is no device
#' if (cuda_is_available()) cuda_memory_summary()
#' @rdname cuda_memory_stats
#' @export
cuda_memory_stats <- function(device = cuda_current_device()) {
  s <- as.list(.Call(C_cuda_memory, device))
  three <- function(name) {
    list(current = s[[name]], peak = s[[paste0(name, "_peak")]], allocated = s[[paste0(name, "_ever")]])
  }
  list(allocated_bytes = three("allocated"), reserved_bytes = three("reserved"), allocation = three("allocations"),
       segment = three("segments"), inactive_split_bytes = s$inactive, num_alloc_retries = s$retries, num_ooms = s$ooms,
       free_bytes = s$device_free, total_bytes = s$device_total)
}

#' @rdname cuda_memory_stats
#' @export
cuda_memory_summary <- function(device = cuda_current_device()) {
  s <- cuda_memory_stats(device)
  size <- function(bytes) format(structure(bytes, class = "object_size"), units = "auto", standard = "IEC")
  line <- function(...) sprintf("%-12s %12s %12s %12s", ...)
  row <- function(title, of, show) line(title, show(of$current), show(of$peak), show(of$allocated))
  text <- c(line(paste0("cuda:", cuda_index(device)), "now", "peak", "ever"),
            row("in use", s$allocated_bytes, size), row("reserved", s$reserved_bytes, size),
            row("blocks", s$allocation, format), row("segments", s$segment, format),
            sprintf("%s of %s are free on the device; %s lie between blocks in use; memory ran out %s times",
                    size(s$free_bytes), size(s$total_bytes), size(s$inactive_split_bytes), format(s$num_ooms)))
  cat(text, sep = "\n")
  invisible(text)
}

# The index that an index, a device or its name stands for.
cuda_index <- function(device) {
  if (is.numeric(device)) return(as.integer(device))
  index <- unclass(torch_device(device))$index
  if (is.null(index)) 0L else index
}

#' @rdname cuda_memory_stats
#' @export
cuda_memory_snapshot <- function() {
  devices <- seq_len(cuda_device_count()) - 1L
  do.call(rbind, c(list(snapshot_rows(integer(), "block")), lapply(devices, blocks_of), lapply(devices, history_of)))
}

snapshot_rows <- function(device, action, segment = numeric(), address = numeric(), bytes = numeric(), used = logical(),
                          time = numeric()) {
  data.frame(device = device, segment = segment, address = address, bytes = bytes, used = used,
             action = rep_len(action, length(device)), time = as.POSIXct(time, origin = "1970-01-01"))
}

blocks_of <- function(device) {
  rows <- .Call(C_cuda_blocks, device)
  n <- nrow(rows)
  snapshot_rows(rep(device, n), "block", cumsum(rows[, 4]), rows[, 1], rows[, 2], rows[, 3] == 1, rep(NA_real_, n))
}

history_of <- function(device) {
  rows <- .Call(C_cuda_memory_events, device)
  n <- nrow(rows)
  action <- c("alloc", "free", "segment_alloc", "segment_free", "oom")[rows[, 1] + 1]
  snapshot_rows(rep(device, n), action, rep(NA_real_, n), rows[, 2], rows[, 3], rep(NA, n), rows[, 4])
}

#' @rdname cuda_memory_stats
#' @export
cuda_dump_memory_snapshot <- function(filepath) {
  utils::write.csv(cuda_memory_snapshot(), filepath, row.names = FALSE)
  invisible(NULL)
}

#' @rdname cuda_memory_stats
#' @export
cuda_record_memory_history <- function(enabled, context = "all", stacks = "all", max_entries = 1) {
  if (is.null(enabled) || isFALSE(enabled)) return(invisible(.Call(C_cuda_record_memory, 0L)))
  if (!isTRUE(enabled) && !identical(enabled, "all") && !identical(enabled, "state"))
    value_error("cuda_record_memory_history: enabled must be TRUE, FALSE, NULL, \"all\" or \"state\"")
  if (!is.numeric(max_entries) || length(max_entries) != 1L || !isTRUE(max_entries >= 1))
    value_error("cuda_record_memory_history: max_entries must be a number from 1 on")
  invisible(.Call(C_cuda_record_memory, min(max_entries, 2^20)))
}

#' @rdname cuda_memory_stats
#' @export
cuda_empty_cache <- function() invisible(.Call(C_cuda_empty_cache))

#' Precision of products on CUDA
#'
#' TF32 computes products of floats with ten bits of mantissa on the tensor cores of devices from capability 8.0
#' on: several times as fast, and too coarse for many purposes, so that it is off unless asked for.
#'
#' @param enabled `TRUE`, `FALSE`, or `NULL` to ask only.
#' @return The former choice, invisibly where a new one was made.
#' @examples
#' backends_cuda_matmul_allow_tf32()
#' @export
backends_cuda_matmul_allow_tf32 <- function(enabled = NULL) {
  former <- .Call(C_cuda_allow_tf32, enabled)
  if (is.null(enabled)) former else invisible(former)
}

#' Pinned memory
#'
#' A device copies from and to page-locked ("pinned") memory of the host by itself, so that the host need not wait:
#' `x$pin_memory()` copies a tensor on the CPU there (or gives `x`, if it is there), `x$is_pinned()` asks. With
#' `non_blocking = TRUE`, `$to()`, `$cuda()` and `$copy_()` between a device and pinned memory return before the copy
#' is done; for other memory, and other devices, it makes no difference.
#'
#' @details A copy to a device may be used there at once, because the work of a device is done in its order; but `x`
#'   must not be changed before the device has been waited for. A copy from a device, `$to(device = "cpu",
#'   non_blocking = TRUE)`, lies in pinned memory and holds its values only after [cuda_synchronize()] (or an event
#'   that was recorded after it). A pinned tensor that is dropped while it is copied is kept until that is done.
#'   `torch_tensor()` and `torch_empty_strided()` make pinned tensors with `pin_memory = TRUE`. All of them are a
#'   runtime_error where there is no CUDA device, and for tensors that are not on the CPU. Pinned memory is no longer
#'   there for other processes: it is for what is moved often, such as batches of data.
#' @examples
#' x <- torch_randn(3)
#' x$is_pinned()
#' if (cuda_is_available()) {
#'   batch <- x$pin_memory()$cuda(non_blocking = TRUE)
#'   result <- batch$exp()$to(device = "cpu", non_blocking = TRUE)
#'   cuda_synchronize()
#'   result
#' }
#' @name pin_memory
NULL

#' Events on CUDA devices
#'
#' An event marks a point in the work that is queued on a device: it says when the device has come there, and how long
#' it took from one to another, which the host's clock cannot.
#'
#' @inheritParams cuda_is_available
#' @return An event with the methods `$record()`, which marks the end of what is queued now; `$query()`: has the
#'   device come to the mark?; `$synchronize()`, which waits until it has; `$elapsed_time(end)`: the milliseconds from
#'   this event to a later one on the same device, both of which are waited for. Events that were not recorded have no
#'   time: a runtime_error. Without a CUDA device `cuda_event()` is one.
#' @examples
#' if (cuda_is_available()) {
#'   start <- cuda_event()
#'   end <- cuda_event()
#'   x <- torch_randn(1000, 1000, device = "cuda")
#'   start$record()
#'   y <- torch_mm(x, x)
#'   end$record()
#'   start$elapsed_time(end)
#' }
#' @export
cuda_event <- function(device = NULL) CudaEvent$new(device)

CudaEvent <- R6::R6Class(
  "CudaEvent",
  cloneable = FALSE,
  public = list(
    initialize = function(device) self$.event <- .Call(C_cuda_event, device),
    record = function() {
      .Call(C_cuda_event_record, self$.event)
      invisible(self)
    },
    query = function() .Call(C_cuda_event_passed, self$.event, FALSE),
    synchronize = function() {
      .Call(C_cuda_event_passed, self$.event, TRUE)
      invisible(self)
    },
    elapsed_time = function(end) {
      if (!inherits(end, "CudaEvent")) type_error("elapsed_time: end must be an event, as cuda_event() makes it")
      .Call(C_cuda_event_elapsed, self$.event, end$.event)
    },
    .event = NULL
  )
)
