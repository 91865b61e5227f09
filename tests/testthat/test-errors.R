# What users get wrong: every call is a condition of its class that says what was wrong, and changes nothing.

fixture <- function() {
  env <- new.env(parent = globalenv())
  env$x <- torch_tensor(matrix(c(1, 2, 3, 4, 5, 6), 2, byrow = TRUE))
  env$v <- torch_tensor(c(1, 2, 3, 4))
  env$k <- torch_tensor(c(1L, 2L))
  env$leaf <- torch_tensor(c(1, 2), requires_grad = TRUE)
  env$cube <- torch_ones(2, 3, 4)
  env$meta <- torch_ones(2, 3, device = "meta")
  env$strange <- unserialize(serialize(torch_ones(2), NULL))
  env$opt <- optim_sgd(env$leaf, lr = 0.1)
  env$layer <- nn_linear(3, 2)
  env
}

state_of <- function(env) {
  tensors <- c(mget(c("x", "v", "k", "leaf", "cube"), envir = env), env$layer$parameters)
  list(lapply(tensors, as_array), lapply(tensors, function(t) t$shape), lapply(tensors, function(t) t$requires_grad),
       env$opt$param_groups[[1]]$lr)
}

# Every row: the call, the class, what the message holds (fixed).
refuses <- function(title, ...) {
  test_that(title, {
    env <- fixture()
    before <- state_of(env)
    for (row in list(...)) {
      code <- paste(deparse(row[[1]]), collapse = " ")
      result <- tryCatch({
        eval(row[[1]], env)
        NULL
      }, error = identity)
      expect_false(is.null(result), info = code)
      if (is.null(result)) next
      expect_true(inherits(result, row[[2]]),
                  info = paste0(code, ": ", paste(class(result), collapse = ", "), ": ", conditionMessage(result)))
      for (part in row[-(1:2)]) expect_match(conditionMessage(result), part, fixed = TRUE, info = code)
      expect_identical(state_of(env), before, info = code)
    }
  })
}

refuses("shapes that do not fit",
  list(quote(x + v), "value_error",
       "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 2"),
  list(quote(x$add_(cube)), "value_error"),
  list(quote(x * torch_ones(3, 3)), "value_error", "(2)", "(3)", "dimension 1"),
  list(quote(torch_mm(x, x)), "value_error", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
  list(quote(x$mm(v)), "value_error"),
  list(quote(torch_matmul(x, v)), "value_error", "size mismatch, got input (2x3) and vec (4)"),
  list(quote(torch_bmm(x, x)), "value_error"),
  list(quote(torch_dot(v, k)), "error"),
  list(quote(x$reshape(c(4, 2))), "value_error", "shape '[4, 2]' is invalid for input of size 6"),
  list(quote(x$t()$view(6)), "runtime_error", "view size is not compatible with input tensor's size and stride"),
  list(quote(torch_cat(list(x, v))), "value_error"),
  list(quote(torch_cat(list(x, cube), 1)), "value_error"),
  list(quote(torch_stack(list(x, v))), "value_error", "stack"),
  list(quote(x$expand(c(4, 3))), "value_error", "expand"),
  list(quote(x$copy_(v)), "value_error"),
  list(quote(layer(v)), "value_error"),
  list(quote(nnf_mse_loss(x, v)), "value_error"),
  list(quote(torch_where(x > 1, v, 0)), "value_error", "non-singleton dimension 2"),
  list(quote(x$unfold(2, 5, 1)), "value_error"),
  list(quote(x$squeeze()$permute(c(1, 1))), "value_error", "permute"),
  list(quote(x$permute(1)), "value_error", "permute"),
  list(quote(torch_einsum("ij,jk->ik", list(x, x))), "value_error")
)

refuses("dimensions out of range, counted from 1",
  list(quote(x$sum(3)), "value_error", "Dimension out of range (expected to be in range of [-2, 2], but got 3)"),
  list(quote(x$sum(-3)), "value_error", "(expected to be in range of [-2, 2], but got -3)"),
  list(quote(x$sum(0)), "value_error", "dimensions start at 1"),
  list(quote(x$mean(dim = c(1, 1))), "runtime_error", "dim 1 appears multiple times"),
  list(quote(nnf_softmax(x, 4)), "value_error", "[-2, 2], but got 4"),
  list(quote(x$transpose(1, 3)), "value_error", "[-2, 2], but got 3"),
  list(quote(x$unsqueeze(5)), "value_error", "[-3, 3], but got 5"),
  list(quote(x$squeeze(3)), "value_error", "but got 3"),
  list(quote(x$argmax(dim = 7)), "value_error", "but got 7"),
  list(quote(torch_cat(list(x, x), dim = 3)), "value_error", "but got 3"),
  list(quote(x$sort(dim = 0)), "value_error", "dimensions start at 1"),
  list(quote(x$cumsum(3)), "value_error", "but got 3"),
  list(quote(x$size(3)), "value_error"),
  list(quote(x$size(0)), "value_error"),
  list(quote(x$sum("rows")), "type_error", "sum: dim"),
  list(quote(x$sum(1.5)), "type_error", "whole number"),
  list(quote(x$sum(NA)), "value_error", "NA"),
  list(quote(x$flatten(start_dim = 2, end_dim = 1)), "value_error", "flatten")
)

refuses("indices that are not there",
  list(quote(x[0, ]), "index_error", "0"),
  list(quote(x[3, ]), "index_error", "3", "2"),
  list(quote(x[-3, ]), "index_error", "-3"),
  list(quote(x[1, 1, 1]), "index_error", "too many indices"),
  list(quote(x[1, 4] <- 0), "index_error"),
  list(quote(x[c(1, 5), ]), "index_error", "5"),
  list(quote(x[c(TRUE, FALSE, TRUE), ]), "index_error", "3"),
  list(quote(x["a"]), "type_error"),
  list(quote(x[NA, ]), "error"),
  list(quote(x[0.5, ]), "index_error", "0"), # cut to a whole number, as in R
  list(quote(x[-0.5, ]), "index_error", "0"),
  list(quote(x[1e300, ]), "index_error"),
  list(quote(x[-Inf, ]), "index_error"),
  list(quote(x[c(1, 1e300), ]), "error"),
  list(quote(x[c(1, 0.2), ]), "index_error"),
  list(quote(x[list(1)]), "type_error"),
  list(quote(x[v > 1]), "index_error"),
  list(quote(x[torch_tensor(0.5), ]), "error"),
  list(quote(x[1, ] <- v), "value_error"),
  list(quote(x[x > 2] <- torch_ones(3)), "value_error"),
  list(quote(x[1, ] <- "a"), "type_error"),
  list(quote(x[1, ] <- NULL), "value_error"),
  list(quote(x$index_select(1, torch_tensor(3L))), "index_error", "3"),
  list(quote(x$index_select(1, torch_tensor(0L))), "index_error"),
  list(quote(x$gather(1, torch_tensor(matrix(5L)))), "index_error", "5"),
  list(quote(x$gather(1, torch_tensor(1L))), "value_error", "gather"),
  list(quote(x$scatter_(1, torch_tensor(matrix(9L)), 1)), "index_error", "9"),
  list(quote(x$index_select(1, torch_tensor(1.5))), "type_error", "index"),
  list(quote(x$select(1, 3)), "index_error", "3"),
  list(quote(x$narrow(1, 2, 5)), "value_error"),
  list(quote(torch_take(x, torch_tensor(7L))), "index_error", "7"),
  list(quote(nnf_embedding(torch_tensor(3L), x)), "index_error", "3"),
  list(quote(nnf_one_hot(torch_tensor(5L), 3)), "value_error"),
  list(quote(layer[[1]]), "value_error"),
  list(quote(x$kthvalue(9)), "error"),
  list(quote(x$topk(9)), "error")
)

refuses("dtypes that do not fit",
  list(quote(torch_masked_select(x, x)), "type_error", "mask"),
  list(quote(x$masked_fill_(x, 1)), "type_error", "mask"),
  list(quote(k$add_(0.5)), "type_error", "Long"),
  list(quote(k$sqrt_()), "type_error", "Long"),
  list(quote(torch_mm(x, torch_ones(3, 2, dtype = "double"))), "type_error", "Double"),
  list(quote(k$mean()), "runtime_error", "mean", "Long"),
  list(quote(nnf_softmax(k, 1)), "not_implemented_error", "Long"),
  list(quote(torch_bitwise_and(x, x)), "type_error", "Float"),
  list(quote(torch_tensor(TRUE) - torch_tensor(TRUE)), "type_error", "Bool"),
  list(quote(-torch_tensor(TRUE)), "type_error", "Bool"),
  list(quote(k$requires_grad_()), "error", "floating"),
  list(quote(torch_tensor(1L, requires_grad = TRUE)), "error", "floating"),
  list(quote(x$to(dtype = "number")), "value_error", "number"),
  list(quote(x$to(dtype = 5)), "type_error"),
  list(quote(torch_zeros(2, dtype = "floot")), "value_error", "floot"),
  list(quote(k %/% 0L), "runtime_error", "division by zero"),
  list(quote(torch_tensor(1+1i) < 1), "not_implemented_error", "ComplexFloat")
)

refuses("devices that do not fit",
  list(quote(x + meta), "error", "device"),
  list(quote(torch_mm(x, torch_ones(3, 2, device = "meta"))), "error", "device"),
  list(quote(meta$item()), "error"),
  list(quote(as_array(meta)), "error", "meta"),
  list(quote(x$copy_(meta)), "error"),
  list(quote(torch_ones(1, device = "gpu")), "runtime_error", "gpu"),
  list(quote(torch_device("cpu:a")), "runtime_error", "cpu:a"),
  list(quote(x$to(device = "cuda:99")), "error", "cuda")
)

refuses("autograd asked for what it cannot do",
  list(quote((leaf * 2)$backward()), "runtime_error", "grad can be implicitly created only for scalar outputs"),
  list(quote({
    y <- leaf$sum()
    z <- (leaf * leaf)$sum()
    autograd_grad(z, leaf)
    autograd_grad(z, leaf)
  }), "runtime_error", "Trying to backward through the graph a second time"),
  list(quote(leaf$add_(1)), "runtime_error",
       "a leaf Variable that requires grad is being used in an in-place operation"),
  list(quote(leaf[1] <- 5), "runtime_error", "in-place operation"),
  list(quote(leaf$zero_()), "runtime_error", "in-place operation"),
  list(quote(x$sum()$backward()), "runtime_error", "does not require grad"),
  list(quote((leaf * 2)$backward(torch_ones(3))), "error", "3"),
  list(quote((leaf * 2)$backward("a")), "type_error"),
  list(quote((leaf * 2)$requires_grad_(FALSE)), "runtime_error", "leaf"),
  list(quote(leaf$grad <- torch_ones(3)), "error", "3"),
  list(quote(leaf$grad <- "a"), "type_error"),
  list(quote(leaf$register_hook("no function")), "type_error"),
  list(quote(x$register_hook(identity)), "runtime_error"),
  list(quote({
    y <- leaf * 1
    z <- y * y
    y$add_(1)
    z$sum()$backward()
  }), "runtime_error",
  "one of the variables needed for gradient computation has been modified by an inplace operation"),
  list(quote(leaf$item()), "error", "2"),
  list(quote(with_no_grad(leaf$fill_("a"))), "type_error"),
  list(quote(with_no_grad(leaf$add_(torch_ones(3)))), "value_error")
)

refuses("R values that are no tensors",
  list(quote(torch_tensor("a")), "type_error", "character"),
  list(quote(torch_tensor(list(1, "a"))), "type_error"),
  list(quote(torch_tensor(sum)), "type_error"),
  list(quote(torch_tensor(globalenv())), "type_error"),
  list(quote(torch_tensor(c(1L, NA))), "value_error", "NA"),
  list(quote(torch_tensor(c(TRUE, NA))), "value_error", "NA"),
  list(quote(x + "a"), "type_error", "add"),
  list(quote(x + list(1)), "type_error"),
  list(quote(x + NULL), "type_error"),
  list(quote(x + NA), "error", "NA"),
  list(quote(x + NA_integer_), "error", "NA"),
  list(quote(torch_add(NULL, x)), "type_error", "NULL"),
  list(quote(torch_add(x, NULL)), "type_error", "NULL"),
  list(quote(torch_mm(x, NULL)), "type_error"),
  list(quote(torch_cat(list())), "value_error"),
  list(quote(torch_cat(list(x, "a"))), "type_error"),
  list(quote(torch_cat("a")), "type_error"),
  list(quote(torch_stack(list())), "value_error"),
  list(quote(torch_relu(function() 1)), "type_error", "relu"),
  list(quote(x$add(quote(a))), "type_error"),
  list(quote(layer(list(x))), "type_error"),
  list(quote(torch_where("a", x, x)), "type_error")
)

refuses("tensors of another session",
  list(quote(strange + 1), "type_error", "torch_save"),
  list(quote(1 + strange), "type_error", "torch_save"),
  list(quote(x + strange), "type_error", "torch_save"),
  list(quote(strange$shape), "type_error"),
  list(quote(strange$sum()), "type_error"),
  list(quote(strange[1]), "type_error"),
  list(quote(strange[1] <- 2), "type_error"),
  list(quote(strange$grad <- x), "type_error"),
  list(quote(as_array(strange)), "type_error"),
  list(quote(as.numeric(strange)), "type_error"),
  list(quote(length(strange)), "type_error"),
  list(quote(dim(strange)), "type_error"),
  list(quote(print(strange)), "type_error"),
  list(quote(nn_parameter(strange)), "type_error"),
  list(quote(optim_sgd(strange, lr = 1)), "type_error"),
  list(quote(layer(strange)), "type_error"),
  list(quote(torch_cat(list(x, strange))), "type_error"),
  list(quote(layer$load_state_dict(list(weight = strange, bias = strange))), "type_error"),
  list(quote(strange$backward()), "type_error")
)

refuses("sizes that cannot be",
  list(quote(torch_zeros(-1)), "value_error", "-1"),
  list(quote(torch_zeros(2, -3)), "value_error", "-3"),
  list(quote(torch_zeros(2.5)), "type_error", "zeros"),
  list(quote(torch_zeros("a")), "error"),
  list(quote(torch_zeros(NA)), "error"),
  list(quote(torch_zeros(1e6, 1e6, 1e6, 1e6)), "error"),
  list(quote(torch_zeros(1e15)), "error"),
  list(quote(torch_ones(2, 3, 1e300)), "error"),
  list(quote(torch_empty(rep(1, 100))), "error"),
  list(quote(torch_arange(1, 5, 0)), "value_error", "step"),
  list(quote(torch_arange(1, 5, -1)), "value_error"),
  list(quote(torch_arange(1, Inf)), "value_error"),
  list(quote(torch_arange(NaN, 1)), "error"),
  list(quote(torch_linspace(0, 1, -1)), "value_error"),
  list(quote(torch_eye(-1)), "value_error"),
  list(quote(torch_randint(5, 5, 3)), "value_error"),
  list(quote(torch_randperm(-1)), "value_error"),
  list(quote(x$reshape(c(-1, -1))), "value_error", "only one dimension can be inferred"),
  list(quote(x$reshape(c(-2, 3))), "value_error", "-2"),
  list(quote(x$reshape(c(-1, 4))), "value_error", "[-1, 4]"),
  list(quote(x$repeat_interleave(-1)), "value_error"),
  list(quote(x$expand(c(2, -3))), "value_error"),
  list(quote(torch_chunk(x, 0)), "value_error"),
  list(quote(torch_split(x, -1)), "value_error"),
  list(quote(torch_normal(0, -1, size = 3)), "value_error")
)

refuses("unknown names",
  list(quote(x$summ()), "value_error", "did you mean `$sum`"),
  list(quote(x$shap), "value_error", "did you mean `$shape`"),
  list(quote(x$backwards()), "value_error", "`$backward`"),
  list(quote(x$quite_unheard_of()), "value_error", "quite_unheard_of"),
  list(quote(x$shape <- 3), "error", "shape"),
  list(quote(x$nothing <- 3), "error", "nothing"),
  list(quote(torch_sum(x, dims = 1)), "error", "dims"),
  list(quote(x$sum(axis = 1)), "error", "axis"),
  list(quote(torch_zeros(2, dtyp = "float", what = 1)), "error"),
  list(quote(nn_linear(3, 2, what = 1)), "error", "what"),
  list(quote(layer$parameters <- 1), "value_error", "parameters"),
  list(quote(optim_sgd(leaf, lr = 1, what = 1)), "error", "what"),
  list(quote(nnf_mse_loss(x, x, reduction = "average")), "value_error", "'average'"),
  list(quote(nnf_mse_loss(x, x, reduction = 1)), "type_error", "reduction"),
  list(quote(nnf_gelu(x, approximate = "exact")), "value_error", "exact"),
  list(quote(torch_einsum("ij-", list(x))), "value_error")
)

refuses("numbers out of their range",
  list(quote(nn_dropout(-0.1)), "value_error", "between 0 and 1", "-0.1"),
  list(quote(nnf_dropout(x, 2)), "value_error", "2"),
  list(quote(nn_linear(-3, 2)), "value_error", "-3"),
  list(quote(nn_linear(3, 1e18)), "error"),
  list(quote(nn_prelu(-1)), "value_error"),
  list(quote(nn_sequential(1)), "type_error", "nn_module"),
  list(quote(nn_sequential(nn_linear)), "type_error"),
  list(quote(nn_module_list(list("a"))), "type_error"),
  list(quote(nn_module_dict(list(nn_relu()))), "value_error", "named"),
  list(quote(nn_parameter("a")), "type_error"),
  list(quote(nn_parameter(k)), "error", "floating"),
  list(quote(nn_buffer(1)), "type_error"),
  list(quote(nn_module("a", inherit = sum)), "type_error"),
  list(quote(layer$register_parameter("w", "a")), "type_error"),
  list(quote(layer$weight <- torch_ones(2, 3)), "type_error", "weight"),
  list(quote(layer$to(dtype = "number")), "value_error"),
  list(quote(layer$train("yes")), "type_error"),
  list(quote(optim_adam(leaf, betas = c(0.9, 1.5))), "value_error", "betas"),
  list(quote(optim_adam(list())), "value_error", "empty parameter list"),
  list(quote(optim_adam(NULL)), "error"),
  list(quote(optim_sgd(leaf, lr = -1)), "value_error", "lr"),
  list(quote(nnf_cross_entropy(x, torch_tensor(c(1L, 4L)))), "index_error", "1 to 3"),
  list(quote(nnf_nll_loss(x, torch_tensor(c(1L, 0L)))), "value_error"),
  list(quote(nnf_cross_entropy(x, k, ignore_index = 0)), "error"),
  list(quote(x$clamp()), "value_error", "clamp"),
  list(quote(torch_manual_seed("a")), "type_error"),
  list(quote(torch_div(x, x, rounding_mode = 1)), "type_error", "rounding_mode"),
  list(quote(torch_div(x, x, rounding_mode = "up")), "value_error", "up"),
  list(quote(nnf_relu(x, inplace = "yes")), "type_error", "inplace must be TRUE or FALSE, got \"yes\""),
  list(quote(x$roll(sum)), "type_error", "roll"),
  list(quote(x$narrow(1, quote(a), 1)), "type_error", "narrow"),
  list(quote(x$kthvalue(NULL)), "type_error", "NULL"),
  list(quote(clone_module(x)), "type_error", "nn_module"),
  list(quote(nn_module(1)), "type_error", "classname"),
  list(quote(torch_set_num_threads(-1)), "value_error"),
  list(quote(x$std(dim = 9)), "value_error", "9"),
  list(quote(x$norm("what")), "error")
)

refuses("more dimensions than a tensor can have",
  list(quote(torch_ones(rep(1, 64))[newaxis]), "value_error", "at most 64 dimensions, got 65"),
  list(quote(torch_ones(rep(1, 64))[NULL, newaxis]), "value_error"),
  list(quote(torch_ones(rep(1, 64))$unfold(1, 1, 1)), "value_error"),
  list(quote(torch_ones(rep(1, 40))[torch_ones(rep(1, 40), dtype = torch_long())]), "value_error", "64"),
  list(quote(x$sum_to_size(rep(1, 100))), "value_error", "at most 64 dimensions, got 100")
)

refuses("sizes whose products do not fit",
  list(quote(v$repeat_interleave(bit64::as.integer64("4611686018427387904"))), "value_error", "too many elements"),
  list(quote(v$repeat_interleave(torch_tensor(bit64::as.integer64(rep("4611686018427387904", 4))))), "value_error",
       "too many elements"),
  list(quote(torch_ones(1, 4, 2, 2)$pixel_shuffle(2^40)), "value_error", "pixel_shuffle"),
  list(quote(torch_ones(1, 0, 2, 2)$pixel_shuffle(2^32)), "value_error", "pixel_shuffle"),
  list(quote(nnf_pad(x, c(2^52, 2^52), mode = "replicate")), "value_error", "pad"),
  list(quote(nnf_pad(x, bit64::as.integer64(c("2305843009213693951", "0")), mode = "replicate")), "value_error", "pad"),
  list(quote(torch_empty_strided(9, bit64::as.integer64("2305843009213693952"))), "value_error", "reach too far"),
  list(quote(v$diag_embed(2^52)), "value_error", "too many elements"),
  list(quote(torch_ones(2)$resize_(bit64::as.integer64("4611686018427387904"))), "value_error", "too many elements"),
  list(quote(torch_vander(v, bit64::as.integer64("4611686018427387904"))), "value_error", "vander"),
  list(quote(torch_tensor_from_buffer(raw(8), c(2^40, 2^40))), "value_error"),
  list(quote(torch_tensor_from_buffer(raw(8), c(-1, -2))), "value_error", "negative")
)

refuses("messages name the operation and what it got",
  list(quote(x + NA), "value_error", "add: element 1 of other is NA"),
  list(quote(x[1, 1] <- NA_integer_), "value_error", "[<-: element 1 of value is NA"),
  list(quote(torch_full(2, NA)), "type_error", "full: fill_value must be a number"),
  list(quote(x$sum(dim = 1.5)), "type_error", "sum: dim must be a whole number, got 1.5"),
  list(quote(x$unsqueeze(c(1, 2))), "type_error", "unsqueeze: dim must be a single integer, got double of length 2"),
  list(quote(leaf$grad <- torch_ones(2, device = "meta")), "runtime_error", "on meta", "on cpu")
)

refuses("objects that only look like the package's",
  list(quote(torch_iinfo(NULL)), "type_error", "dtype", "NULL"),
  list(quote(torch_finfo(NULL)), "type_error", "dtype", "NULL"),
  list(quote(torch_promote_types(NULL, torch_int())), "type_error", "type1"),
  list(quote(torch_ones(2, dtype = structure(integer(), class = "torch_dtype"))), "type_error", "dtype"),
  list(quote(torch_ones(2, device = structure(list(1), class = "torch_device"))), "type_error", "device"),
  list(quote(x[structure(list(1), class = "torch_slice")]), "type_error", "slc()"),
  list(quote(torch_tensor_from_buffer(globalenv(), 1)), "type_error", "raw vector"),
  list(quote(torch_randn(2, generator = `class<-`(torch_ones(2), "torch_generator"))), "type_error", "generator"),
  list(quote(print(`class<-`(torch_generator(), "torch_node"))), "type_error", "grad_fn"),
  list(quote({
    module <- nn_linear(2, 2)
    assign(".module", torch_ones(2), envir = attr(module, "module"))
    module(torch_ones(2))
  }), "type_error"),
  list(quote(x$sum(dim = torch_tensor(1.5))), "type_error", "whole number"),
  list(quote(x$sum(dim = torch_tensor(NaN))), "type_error", "whole number")
)

test_that("the session goes on after all of them", {
  env <- fixture()
  expect_equal(as_array(env$x + 1), matrix(2:7, 2, byrow = TRUE) + 0)
  (env$leaf * 2)$sum()$backward()
  env$opt$step()
  expect_equal(as_array(env$leaf), c(0.8, 1.8), tolerance = 1e-6)
})
