# Three small models from start to end: which iris is it, how much ozone is in the air, and how heavy
# will the chick be?
#   Rscript demo.R [folder for the pictures and the saved models]

library(torch)

folder <- c(commandArgs(trailingOnly = TRUE), tempdir())[1]
torch_manual_seed(1)
set.seed(1)

# ---- What they have in common ----------------------------------------------------------------

# Trains for some epochs on all rows at once and returns the loss of each.
fit <- function(model, x, y, loss_function, epochs, lr) {
  optimizer <- optim_adam(model$parameters, lr = lr)
  losses <- numeric(epochs)
  for (epoch in seq_len(epochs)) {
    optimizer$zero_grad()
    loss <- loss_function(model(x), y)
    loss$backward()
    optimizer$step()
    losses[epoch] <- loss$item()
  }
  losses
}

draw_losses <- function(losses, title, file) {
  file <- file.path(folder, file)
  grDevices::png(file, width = 720, height = 480)
  graphics::plot(losses, type = "l", lwd = 2, col = "steelblue", log = "y", xlab = "epoch", ylab = "loss", main = title)
  grDevices::dev.off()
  cat("  loss curve:", file, "\n")
}

# Saves the model, loads it and asks both for the same predictions.
save_and_load <- function(model, x, file) {
  file <- file.path(folder, file)
  torch_save(model, file)
  again <- torch_load(file)
  with_no_grad(stopifnot(torch_equal(model(x), again(x))))
  cat("  saved, loaded, same predictions:", file, "\n")
}

standardize <- function(x, like = x) scale(x, center = colMeans(like), scale = apply(like, 2, stats::sd))

# ---- Classification: datasets::iris -----------------------------------------------------------

cat("iris: the species from four lengths\n")
features <- as.matrix(iris[, 1:4])
species <- as.integer(iris$Species) # classes count from 1
train <- sample(nrow(iris), 100)

x_train <- torch_tensor(standardize(features[train, ]))
y_train <- torch_tensor(species[train])
x_test <- torch_tensor(standardize(features[-train, ], like = features[train, ]))

classifier <- nn_sequential(nn_linear(4, 16), nn_relu(), nn_linear(16, 3))
losses <- fit(classifier, x_train, y_train, nnf_cross_entropy, epochs = 200, lr = 0.02)

predicted <- with_no_grad(as.integer(torch_argmax(classifier(x_test), dim = 2)))
accuracy <- mean(predicted == species[-train])
cat(sprintf("  loss %.3f -> %.3f, %.1f %% of %d unseen flowers are named rightly\n",
            losses[1], losses[length(losses)], 100 * accuracy, length(predicted)))
print(table(truth = iris$Species[-train], predicted = levels(iris$Species)[predicted]))
draw_losses(losses, "iris: cross entropy", "iris-loss.png")
save_and_load(classifier, x_test, "iris.pt")
stopifnot(accuracy >= 0.95)

# ---- Regression: datasets::airquality ---------------------------------------------------------

cat("\nairquality: ozone from sun, wind and temperature\n")
# A day without its ozone teaches nothing; a day without its radiation still has wind and heat.
days <- airquality[!is.na(airquality$Ozone), ]
days$Solar.R[is.na(days$Solar.R)] <- stats::median(days$Solar.R, na.rm = TRUE)
features <- as.matrix(days[, c("Solar.R", "Wind", "Temp")])
ozone <- log(days$Ozone) # positive and skewed
train <- sample(nrow(days), 80)

x_train <- torch_tensor(standardize(features[train, ]))
y_train <- torch_tensor(ozone[train])$unsqueeze(2)
x_test <- torch_tensor(standardize(features[-train, ], like = features[train, ]))

regression <- nn_sequential(nn_linear(3, 8), nn_relu(), nn_linear(8, 1))
losses <- fit(regression, x_train, y_train, nnf_mse_loss, epochs = 300, lr = 0.01)

rmse <- function(predicted) sqrt(mean((predicted - ozone[-train])^2))
network <- rmse(with_no_grad(as.numeric(regression(x_test))))
linear <- stats::lm(log(Ozone) ~ Solar.R + Wind + Temp, days[train, ])
cat(sprintf("  loss %.3f -> %.3f; error on %d unseen days: %.3f (a linear model: %.3f, the mean: %.3f)\n",
            losses[1], losses[length(losses)], nrow(days) - length(train), network,
            rmse(stats::predict(linear, days[-train, ])), rmse(mean(ozone[train]))))
draw_losses(losses, "airquality: mean squared error", "airquality-loss.png")
save_and_load(regression, x_test, "airquality.pt")

# ---- A module of one's own: datasets::ChickWeight ----------------------------------------------

cat("\nChickWeight: the weight of a chick from its age, its diet and which chick it is\n")
# Categories enter through embeddings: each chick and each diet gets a short vector, learned like any weight.
growth <- nn_module(
  "growth",
  initialize = function(n_chicks, n_diets, dropout = 0.05) {
    self$chick <- nn_embedding(n_chicks, 4)
    self$diet <- nn_embedding(n_diets, 2)
    self$body <- nn_sequential(
      nn_linear(1 + 4 + 2, 32), nn_tanh(), nn_dropout(dropout),
      nn_linear(32, 1)
    )
  },
  forward = function(rows) {
    self$body(torch_cat(list(rows$age, self$chick(rows$chick), self$diet(rows$diet)), dim = 2))
  }
)

part <- sample(c("train", "validate", "test"), nrow(ChickWeight), replace = TRUE, prob = c(0.6, 0.2, 0.2))
typical <- mean(ChickWeight$weight[part == "train"])
spread <- stats::sd(ChickWeight$weight[part == "train"])
tensors <- function(rows) {
  list(
    age = torch_tensor(rows$Time / 21)$unsqueeze(2), # days, up to three weeks
    chick = torch_tensor(as.integer(rows$Chick)), # codes count from 1
    diet = torch_tensor(as.integer(rows$Diet)),
    weight = torch_tensor((rows$weight - typical) / spread)$unsqueeze(2)
  )
}
rows <- split(ChickWeight, part)
data <- lapply(rows, tensors)

# Trains until the loss on rows kept aside has not fallen for `patience` epochs; the best state is the result.
fit_until_it_worsens <- function(model, epochs, lr, patience = 100) {
  optimizer <- optim_adam(model$parameters, lr = lr)
  losses <- numeric()
  for (epoch in seq_len(epochs)) {
    model$train()
    optimizer$zero_grad()
    nnf_mse_loss(model(data$train), data$train$weight)$backward()
    optimizer$step()
    model$eval() # no dropout
    losses[epoch] <- with_no_grad(nnf_mse_loss(model(data$validate), data$validate$weight)$item())
    if (which.min(losses) == epoch) best <- lapply(model$state_dict(), torch_clone)
    if (epoch - which.min(losses) >= patience) break
  }
  model$load_state_dict(best)
  losses
}

model <- growth(nlevels(ChickWeight$Chick), nlevels(ChickWeight$Diet))
losses <- fit_until_it_worsens(model, epochs = 2000, lr = 0.02)
error <- function(predicted) sqrt(mean((predicted - rows$test$weight)^2))
network <- error(typical + spread * with_no_grad(as.numeric(model(data$test))))
linear <- function(formula) error(stats::predict(stats::lm(formula, rbind(rows$train, rows$validate)), rows$test))
cat(sprintf("  best of %d epochs: %d; error on %d unseen rows: %.1f g\n",
            length(losses), which.min(losses), nrow(rows$test), network))
cat(sprintf("  linear models: %.1f g with a line for each diet, %.1f g with a slope for each chick\n",
            linear(weight ~ Time * Diet), linear(weight ~ Time:Chick)))
draw_losses(losses, "ChickWeight: validation error", "chicks-loss.png")
save_and_load(model, data$test, "chicks.pt")
