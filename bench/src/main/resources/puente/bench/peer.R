# Forecasts of R's package forecast: tasks file (season,horizon,values…), output file, function, processes.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
tasks <- lapply(strsplit(readLines(arguments[1]), ","), as.numeric)
one <- function(task) {
    series <- ts(task[-(1:2)], frequency = task[1])
    horizon <- task[2]
    made <- tryCatch(switch(arguments[3],
        ets = forecast(ets(series), h = horizon, level = 95),
        auto.arima = forecast(auto.arima(series), h = horizon, level = 95),
        thetaf = thetaf(series, h = horizon, level = 95),
        snaive = snaive(series, h = horizon, level = 95)), error = function(fault) NULL)
    if (is.null(made)) rep(NA, 3 * horizon)
    else c(as.numeric(made$mean), as.numeric(made$lower), as.numeric(made$upper))
}
began <- proc.time()[["elapsed"]]
made <- parallel::mclapply(tasks, one, mc.cores = as.integer(arguments[4]))
seconds <- proc.time()[["elapsed"]] - began
writeLines(c(format(seconds), vapply(made, function(each) paste(format(each, digits = 12, trim = TRUE), collapse = ","), "")), arguments[2])
