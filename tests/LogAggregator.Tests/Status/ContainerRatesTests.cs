using System;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Status;
using Xunit;

namespace LogAggregator.Tests.Status;

public sealed class ContainerRatesTests
{
    static readonly LogSource Source = LogSource.Empty with { ContainerId = "abc123", ContainerName = "web" };

    [Fact]
    public async Task TheRateIsThatOfTheLastMinute()
    {
        var time = ManualTime.AtNoon();
        await using var store = new MemoryLogStore();
        var rates = new ContainerRates(store, time);
        rates.LookOnce();
        Assert.Equal(0, rates.RateOf("abc123"));
        await AppendAsync(store, 20);
        time.Advance(TimeSpan.FromSeconds(10));
        rates.LookOnce();
        Assert.Equal(2, rates.RateOf("abc123"));
        for (var i = 0; i < 7; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            rates.LookOnce();
        }

        Assert.Equal(0, rates.RateOf("abc123"));
    }

    static async Task AppendAsync(MemoryLogStore store, int records)
    {
        var batch = new RecordBatch();
        for (var i = 0; i < records; i++) batch.Add(Source, 1, 1, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes("x"));
        await store.AppendAsync(batch, Durability.Written, TestService.Token);
    }
}
