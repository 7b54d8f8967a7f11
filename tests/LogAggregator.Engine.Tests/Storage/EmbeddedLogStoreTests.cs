using System.IO;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Storage.Files;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class EmbeddedLogStoreTests
{
    [Fact]
    public async Task WhatWasAppendedIsFoundInEveryOrder()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory());
        await store.AppendAsync(StoreFixture.Batch((30, "c"), (10, "a")));
        await store.AppendDurableAsync(StoreFixture.Batch((20, "b")));

        Assert.Equal(["c", "a", "b"], await store.LinesAsync(SearchOrder.Arrival));
        Assert.Equal(["c", "b", "a"], await store.LinesAsync(SearchOrder.NewestFirst));
        Assert.Equal(["a", "b", "c"], await store.LinesAsync(SearchOrder.OldestFirst));
        Assert.Equal(3ul, store.LastSequence);
    }

    [Fact]
    public async Task ARestartKeepsRecordsPositionsAndSequence()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory))
        {
            var batch = StoreFixture.Batch((1, "a"), (2, "b"));
            batch.SetPosition("x", [1, 2]);
            batch.SetPosition("y", [3]);
            await store.AppendAsync(batch);
            var removal = new RecordBatch();
            removal.RemovePosition("y");
            await store.AppendAsync(removal);
        }

        await using var again = StoreFixture.Open(directory);
        await again.AppendAsync(StoreFixture.Batch((3, "c")));
        Assert.Equal(["a", "b", "c"], await again.LinesAsync());
        Assert.Equal(3ul, again.LastSequence);
        Assert.Equal([1, 2], Assert.Single(again.Positions).Value);
    }

    [Fact]
    public async Task ASecondStoreOnTheSameDirectoryIsRefused()
    {
        var path = Directory.CreateTempSubdirectory("store-test-").FullName;
        try
        {
            await using var store = StoreFixture.Open(new DiskDirectory(path));
            Assert.Throws<StoreInUseException>(() => StoreFixture.Open(new DiskDirectory(path)));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public async Task ARecordIsFoundByItsId()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory());
        await store.AppendAsync(StoreFixture.Batch((5, "a"), (5, "b"), (5, "c")));
        var found = await store.FindAsync(new RecordId(5, 2), TestContext.Current.CancellationToken);
        Assert.Equal("b"u8.ToArray(), found!.Line.ToArray());
        Assert.Null(await store.FindAsync(new RecordId(5, 4), TestContext.Current.CancellationToken));
        Assert.Null(await store.FindAsync(new RecordId(4, 2), TestContext.Current.CancellationToken));
    }
}
