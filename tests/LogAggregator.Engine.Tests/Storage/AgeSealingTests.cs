using System;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Few records do not stay in the WAL for ever: after an hour they are sealed, so that retention can remove them.</summary>
public sealed class AgeSealingTests
{
    static readonly EmbeddedStoreOptions Hourly = StoreFixture.Options with { MaxActiveAge = TimeSpan.FromHours(1), MaintenanceInterval = TimeSpan.FromSeconds(10) };

    [Fact]
    public async Task RecordsAreSealedWhenTheOldestIsOlderThanAnHour()
    {
        var time = new SteppedTime();
        var directory = new MemoryDirectory();
        await using var store = EmbeddedLogStore.Open(directory, Hourly, time);
        await time.StepAsync(TimeSpan.FromHours(5));
        await store.AppendAsync(StoreFixture.Batch((1, "early")));
        await time.StepAsync(TimeSpan.FromMinutes(59));
        await store.AppendAsync(StoreFixture.Batch((2, "late")));
        Assert.DoesNotContain("wal-0000000002.log", directory.List());

        await time.StepAsync(TimeSpan.FromMinutes(2));
        await time.UntilAsync(() => store.Statistics.Segments == 1);
        Assert.Equal(["early", "late"], await store.LinesAsync());

        // What comes then is young again.
        await store.AppendAsync(StoreFixture.Batch((3, "next")));
        await time.StepAsync(TimeSpan.FromMinutes(59));
        await store.AppendAsync(StoreFixture.Batch((4, "last")));
        Assert.DoesNotContain("wal-0000000003.log", directory.List());
    }

    [Fact]
    public async Task ManyRecordsAreSealedWhenNoneComesForAWhile()
    {
        var time = new SteppedTime();
        var options = Hourly with { MinRestBytes = 1_000 };
        await using var store = EmbeddedLogStore.Open(new MemoryDirectory(), options, time);
        await store.AppendAsync(StoreFixture.Batch((1, "little")));
        await time.StepAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, store.Statistics.Segments);
        await store.AppendAsync(StoreFixture.Batch((2, new string('x', 2_000))));
        await time.StepAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, store.Statistics.Segments);
        await time.StepAsync(TimeSpan.FromSeconds(20));
        await time.UntilAsync(() => store.Statistics.Segments == 1);
        Assert.Equal(2, (await store.LinesAsync()).Count);
    }

    [Fact]
    public async Task TheAgeCountsFromArrivalAlsoAfterARestart()
    {
        var time = new SteppedTime();
        var directory = new MemoryDirectory();
        await using (var store = EmbeddedLogStore.Open(directory, Hourly, time))
        {
            await store.AppendAsync(StoreFixture.Batch((1, "early")));
            await time.StepAsync(TimeSpan.FromMinutes(30));
        }

        await using var again = EmbeddedLogStore.Open(directory, Hourly, time);
        await time.StepAsync(TimeSpan.FromMinutes(29));
        await again.AppendAsync(StoreFixture.Batch((2, "late")));
        Assert.DoesNotContain("wal-0000000002.log", directory.List());
        await time.StepAsync(TimeSpan.FromMinutes(2));
        await time.UntilAsync(() => again.Statistics.Segments == 1);
        Assert.Equal(["early", "late"], await again.LinesAsync());
    }
}
