using System;
using System.Collections.Generic;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>Keeps what the collector calls an error: a fault of its own.</summary>
sealed class FaultLog : ILoggerFactory, ILogger
{
    public List<string> Faults { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Faults.Add(formatter(state, exception) + " " + exception);
    }

    public void Dispose()
    {
    }
}
