using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using LogAggregator.Api.Health;
using LogAggregator.Engine;
using LogAggregator.Status;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class HealthWatchTests
{
    [Fact]
    public async Task AChangeIsToldOnceInEachDirection()
    {
        await using var store = new MemoryLogStore();
        var status = new ServiceStatus();
        var free = 2L;
        var log = new Lines();
        var watch = new HealthWatch(store, status, () => new DiskSpace(free, 1), ManualTime.AtNoon(), log);
        status.Set(new EngineStatus("unix:///a", true, "1", "1", ""));
        watch.LookOnce();
        Assert.Empty(log.Written);
        free = 0;
        watch.LookOnce();
        watch.LookOnce();
        Assert.StartsWith("Warning Check disk is Degraded", Assert.Single(log.Written), StringComparison.Ordinal);
        free = 2;
        watch.LookOnce();
        Assert.StartsWith("Information Check disk is healthy again", log.Written[1], StringComparison.Ordinal);
    }

    sealed class Lines : ILogger<HealthWatch>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add($"{logLevel} {formatter(state, exception)}");
    }
}
