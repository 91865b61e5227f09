# Two small models from start to end: which iris is it, and how much ozone is in the air?
#   Rscript demo.R [folder for the pictures and the saved models]

library(torch)

folder <- c(commandArgs(trailingOnly = TRUE), tempdir())[1]
torch_manual_seed(1)
set.seed(1)

# ---- What both have in common ----------------------------------------------------------------

# Trains for some epochs on all rows at once and returns the loss of each. The progress bar is for
# people: a script that runs by itself stays quiet.
fit <- function(model, x, y, loss_function, epochs, lr) {
  optimizer <- optim_adam(model$parameters, lr = lr)
  losses <- numeric(epochs)
  if (interactive()) bar <- utils::txtProgressBar(max = epochs, style = 3)
  for (epoch in seq_len(epochs)) {
    optimizer$zero_grad()
    loss <- loss_function(model(x), y)
    loss$backward()
    optimizer$step()
    losses[epoch] <- loss$item()
    if (interactive()) utils::setTxtProgressBar(bar, epoch)
  }
  if (interactive()) close(bar)
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

classifier <- nn_sequential(
  nn_linear(4, 16),
  nn_relu(),
  nn_linear(16, 3)
)
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

regression <- nn_sequential(
  nn_linear(3, 8),
  nn_relu(),
  nn_linear(8, 1)
)
losses <- fit(regression, x_train, y_train, nnf_mse_loss, epochs = 300, lr = 0.01)

rmse <- function(predicted) sqrt(mean((predicted - ozone[-train])^2))
network <- rmse(with_no_grad(as.numeric(regression(x_test))))
linear <- stats::lm(log(Ozone) ~ Solar.R + Wind + Temp, days[train, ])
cat(sprintf("  loss %.3f -> %.3f; error on %d unseen days: %.3f (a linear model: %.3f, the mean: %.3f)\n",
            losses[1], losses[length(losses)], nrow(days) - length(train), network,
            rmse(stats::predict(linear, days[-train, ])), rmse(mean(ozone[train]))))
draw_losses(losses, "airquality: mean squared error", "airquality-loss.png")
save_and_load(regression, x_test, "airquality.pt")
