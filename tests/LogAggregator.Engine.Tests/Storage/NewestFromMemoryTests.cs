using System;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Query;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>The newest records are in memory: as long as they last no block is opened, however the times of segments overlap.</summary>
public sealed class NewestFromMemoryTests
{
    [Fact]
    public async Task TheNewestAreFoundWithoutOpeningABlock()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        for (var segment = 0; segment < 5; segment++)
        {
            await store.AppendAsync(StoreFixture.Batch([.. Enumerable.Range(0, 10).Select(i => ((long)i, $"{i} of {segment}"))]));
            await store.SealAsync();
        }

        var opened = 0;
        directory.ReadFault = name => opened += name.StartsWith("segment", StringComparison.Ordinal) ? 1 : 0;
        var newest = await store.ListAsync(SearchOrder.NewestFirst, limit: 15);
        Assert.Equal(0, opened);
        Assert.Equal([9, 8, 7], newest.Select(record => record.Id.TimestampNs).Distinct());

        var all = await store.ListAsync(SearchOrder.NewestFirst);
        Assert.NotEqual(0, opened);
        Assert.Equal(50, all.Count);
        Assert.Equal(all.OrderByDescending(record => record.Id), all);
        Assert.Equal(newest.Select(record => record.Id), all.Take(15).Select(record => record.Id));
    }
}
