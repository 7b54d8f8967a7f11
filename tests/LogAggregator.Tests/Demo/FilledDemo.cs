using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Demo;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LogAggregator.Tests.Demo;

/// <summary>A store that the demo has filled, for tests that only look at it.</summary>
public sealed class FilledDemo : IAsyncLifetime
{
    internal MemoryLogStore Store { get; } = new();

    internal ServiceStatus Status { get; } = new();

    internal ServiceMetrics Metrics { get; } = new();

    /// <summary>In the order they came.</summary>
    internal List<StoredRecord> Records { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var options = new DemoOptions(Seed: 1, Now: DemoDays.End, Live: false);
        var pipeline = new IngestPipeline(Store, Metrics);
        await new DemoCollector(options, Store, pipeline, Status, Metrics, ManualTime.AtNoon(), NullLogger<DemoCollector>.Instance).FillAsync(CancellationToken.None);
        await foreach (var record in Store.SearchAsync(new LogSearch(AllRecords.Instance, SearchOrder.Arrival), CancellationToken.None)) Records.Add(record);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
