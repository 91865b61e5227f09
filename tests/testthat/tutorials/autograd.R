# The same network with gradients by autograd, updated by hand.
library(torch)

n <- 100
d_in <- 3
d_hidden <- 32
d_out <- 1

x <- torch_randn(n, d_in)
y <- x[, 1, NULL] * 0.2 - x[, 2, NULL] * 1.3 - x[, 3, NULL] * 0.5 + torch_randn(n, 1)

w1 <- torch_randn(d_in, d_hidden, requires_grad = TRUE)
w2 <- torch_randn(d_hidden, d_out, requires_grad = TRUE)
b1 <- torch_zeros(1, d_hidden, requires_grad = TRUE)
b2 <- torch_zeros(1, d_out, requires_grad = TRUE)

learning_rate <- 1e-4

for (t in 1:200) {
  y_pred <- x$mm(w1)$add(b1)$clamp(min = 0)$mm(w2)$add(b2)
  loss <- (y_pred - y)$pow(2)$sum()
  if (t %% 10 == 0) cat("Epoch: ", t, "   Loss: ", as.numeric(loss), "\n")

  loss$backward()

  with_no_grad({
    w1$sub_(learning_rate * w1$grad)
    w2 <- w2$sub_(learning_rate * w2$grad)
    b1 <- b1$sub_(learning_rate * b1$grad)
    b2$sub_(learning_rate * b2$grad)

    w1$grad$zero_()
    w2$grad$zero_()
    b1$grad$zero_()
    b2$grad$zero_()
  })
}
