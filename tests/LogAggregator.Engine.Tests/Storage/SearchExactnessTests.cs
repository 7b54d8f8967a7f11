using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Files;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Every search gives what the plain store in memory gives, wherever the rows are.</summary>
public sealed class SearchExactnessTests
{
    public static TheoryData<int> Seeds => [.. System.Linq.Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task RowsInMemoryAreFoundExactly(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory());
        await model.RunAsync(batches: 60, sealEvery: 0, restartEvery: 0);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task SealedRowsAreFoundExactly(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory());
        await model.RunAsync(batches: 40, sealEvery: 1, restartEvery: 0);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task CompactedRowsAreFoundExactly(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory(), StoreFixture.Compacting);
        await model.RunAsync(batches: 40, sealEvery: 1, restartEvery: 0);
        Assert.InRange(model.MaxSegments, 4, 20);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task CompactedRowsAreFoundExactlyBesideOthers(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory(), StoreFixture.Compacting with { MaxRecentRecords = 0 });
        await model.RunAsync(batches: 60, sealEvery: 3, restartEvery: 14);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task RowsAnywhereAreFoundExactly(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory());
        await model.RunAsync(batches: 60, sealEvery: 5, restartEvery: 9);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task RowsAreFoundExactlyWithoutRecentRecords(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory(), StoreFixture.Options with { MaxRecentRecords = 0 });
        await model.RunAsync(batches: 40, sealEvery: 4, restartEvery: 15);
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task RowsAreFoundExactlyWhereAllAreRecent(int seed)
    {
        var model = new StoreModel(seed, new MemoryDirectory(), StoreFixture.Options with { MaxRecentRecords = 100_000 });
        await model.RunAsync(batches: 40, sealEvery: 4, restartEvery: 15);
    }

    [Fact]
    public async Task RowsOnDiskAreFoundExactly()
    {
        using var folder = new TemporaryFolder();
        var model = new StoreModel(99, new DiskDirectory(folder.Path));
        await model.RunAsync(batches: 60, sealEvery: 5, restartEvery: 9);
    }

    [Fact]
    public async Task WhatIsCutBySizeIsSealedByItself()
    {
        var model = new StoreModel(7, new MemoryDirectory(), StoreFixture.Options with { MaxActiveBytes = 4_000 });
        await model.RunAsync(batches: 150, sealEvery: 0, restartEvery: 40);
        Assert.True(model.MaxSegments > 5);
    }
}
