using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>At every moment a WAL with the positions is on the disk.</summary>
public sealed class PositionSafetyTests
{
    const string Wal = "wal-0000000001.log";

    [Fact]
    public async Task AfterAFailedSyncThePositionsStayUntilTheNextWalHasThem()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        directory.Fault = (what, name) => ThrowIf((what == "sync" && name == Wal) || (what == "create" && name.StartsWith("wal", StringComparison.Ordinal)));
        await store.AppendDurableAsync(At(1, "a"));
        Assert.Equal(1, store.Statistics.Segments);

        await using (var afterKill = StoreFixture.Open(MemoryDirectory.Of(directory.AfterKill())))
        {
            Assert.Equal(["a"], await afterKill.LinesAsync());
            Assert.Equal(1, afterKill.Positions["at"][0]);
            Assert.Equal(1ul, afterKill.LastSequence);
        }

        directory.Fault = null;
        await store.AppendDurableAsync(At(2, "b"));
        await store.SealAsync();
        Assert.DoesNotContain(Wal, directory.List());
        await using var again = StoreFixture.Open(MemoryDirectory.Of(directory.AfterKill()));
        Assert.Equal(["a", "b"], await again.LinesAsync());
        Assert.Equal(2, again.Positions["at"][0]);
    }

    [Fact]
    public async Task AStartWithADamagedWalOnAFullDiskKeepsThePositions()
    {
        var directory = MemoryDirectory.Of(await FilesWithADamagedWalAsync());
        directory.Fault = (what, name) =>
        {
            if (what == "create" && name.StartsWith("wal", StringComparison.Ordinal)) throw new IOException("No space left on device", 28);
        };
        for (var start = 0; start < 2; start++)
        {
            await using var store = StoreFixture.Open(directory);
            await Assert.ThrowsAsync<StoreFullException>(async () => await store.AppendAsync(At(9, "refused")));
            Assert.Equal(3, store.Positions["at"][0]);
            Assert.Equal(["a", "c"], await store.LinesAsync());
            Assert.Equal(1, store.Statistics.Segments);
        }

        directory.Fault = null;
        await using var again = StoreFixture.Open(directory);
        Assert.Equal(3, again.Positions["at"][0]);
        Assert.Equal(["a", "c"], await again.LinesAsync());
        Assert.DoesNotContain(Wal, directory.List());
    }

    static async Task<Dictionary<string, byte[]>> FilesWithADamagedWalAsync()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        await store.AppendDurableAsync(At(1, "a"));
        var end = directory.Bytes(Wal).Length;
        await store.AppendDurableAsync(At(2, "b"));
        await store.AppendDurableAsync(At(3, "c"));
        var files = directory.AfterKill();
        files[Wal][end + 30] ^= 1;
        return files;
    }

    static RecordBatch At(byte position, string line)
    {
        var batch = StoreFixture.Batch((position, line));
        batch.SetPosition("at", [position]);
        return batch;
    }

    static void ThrowIf(bool condition)
    {
        if (condition) throw new IOException("Input/output error", 5);
    }
}
