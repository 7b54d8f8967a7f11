using System.Collections.Generic;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Reading;

public sealed class LogIntakeTests
{
    [Fact]
    public async Task ARemovalAfterACommitThatFailedLeavesNoPosition()
    {
        var store = new CommittedStore { IsFull = true };
        var metrics = new ServiceMetrics();
        var identity = ContainerIdentity.Of("host", "id", "web", "image", new Dictionary<string, string>());
        var intake = new LogIntake("docker/ENGINE/id", new IngestPipeline(store.Open(), metrics), new RecordWriterPool(metrics), metrics)
        {
            Sources = new SourceTable(identity),
        };
        intake.Take(new MessageKey(1, 1), OutputStream.Stdout, "line\n"u8, verified: true, prompt: false);
        intake.FlushAll();
        await Assert.ThrowsAsync<StoreFullException>(async () => await intake.CommitAsync(TestContext.Current.CancellationToken));
        store.IsFull = false;
        await intake.CommitRemovalAsync(TestContext.Current.CancellationToken);
        Assert.Equal("line", Assert.Single(store.Records).Line);
        Assert.Empty(store.Positions);
    }
}
