using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Compacting;

/// <summary>A segment that could not be read at a start leaves a hole: what is compacted must not stand for its rows.</summary>
public sealed class CompactionHoleTests
{
    const string Third = "segment-0000000003.seg";

    [Fact]
    public async Task ASegmentThatOneStartCouldNotReadIsThereAtTheNext()
    {
        var directory = MemoryDirectory.Of((await SealedAsync()).Sealed);
        List<string> before;
        await using (var store = StoreFixture.Open(directory)) before = await store.LinesAsync();
        directory.ReadFault = name =>
        {
            if (name == Third) throw new IOException("not now");
        };
        await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting)) await store.CompactAsync();
        directory.ReadFault = null;
        await using var again = StoreFixture.Open(directory);
        Assert.Equal(before, await again.LinesAsync());
        Assert.Contains(Third, directory.List());
    }

    [Fact]
    public async Task RowsThatTheWalHadInPlaceOfALostSegmentStayInOrder()
    {
        var (files, wal) = await SealedAsync();
        List<string> before;
        await using (var store = StoreFixture.Open(MemoryDirectory.Of(files))) before = await store.LinesAsync();
        files.Remove(Third);
        files["wal-0000000003.log"] = wal;
        var directory = MemoryDirectory.Of(files);
        await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting))
        {
            await store.CompactAsync();
            await store.CompactAsync();
            Assert.Equal(before, await store.LinesAsync());
        }

        await using var again = StoreFixture.Open(directory);
        Assert.Equal(before, await again.LinesAsync());
    }

    static async Task<(Dictionary<string, byte[]> Sealed, byte[] ThirdWal)> SealedAsync()
    {
        var directory = new MemoryDirectory();
        byte[] wal = [];
        await using (var store = StoreFixture.Open(directory))
        {
            for (var i = 1; i <= 8; i++)
            {
                await store.AppendDurableAsync(StoreFixture.Batch((i, $"line {i}"), (1000 - i, $"late {i}")));
                if (i == 3) wal = directory.AfterKill()["wal-0000000003.log"];
                await store.SealAsync();
            }
        }

        return (directory.AfterKill().ToDictionary(), wal);
    }
}
