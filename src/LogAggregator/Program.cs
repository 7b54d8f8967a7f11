using System;
using LogAggregator.Metrics;

Console.WriteLine(new ServiceMetrics().Counters.Count);
