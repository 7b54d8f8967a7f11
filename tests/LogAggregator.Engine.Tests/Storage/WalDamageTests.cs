using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class WalDamageTests
{
    const string Wal = "wal-0000000001.log";
    static readonly string[] All = ["a1", "a2", "b1", "b2", "c1", "c2"];

    [Fact]
    public async Task EveryPrefixOfTheLastFrameIsCutOffWhole()
    {
        var (files, ends) = await ThreeBatchesAsync();
        for (var length = ends[2]; length <= ends[3]; length++)
        {
            var directory = MemoryDirectory.Of(With(files, files[Wal][..length]));
            await using (var store = StoreFixture.Open(directory))
            {
                var isWhole = length == ends[3];
                Assert.Equal(isWhole ? All : All[..4], await store.LinesAsync());
                Assert.Equal(isWhole ? (byte)3 : (byte)2, store.Positions["at"][0]);
                Assert.Equal(0, store.Statistics.DamagedBlocks);
                await store.AppendAsync(StoreFixture.Batch((9, "new")));
            }

            await using var again = StoreFixture.Open(directory);
            Assert.Equal("new", (await again.LinesAsync())[^1]);
        }
    }

    [Fact]
    public async Task AFlippedBitCostsItsOwnFrameAlone()
    {
        var (files, ends) = await ThreeBatchesAsync();
        for (var at = 0; at < files[Wal].Length; at++)
        {
            var bytes = files[Wal].ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            var events = new ConcurrentQueue<StoreEvent>();
            await using var store = StoreFixture.Open(MemoryDirectory.Of(With(files, bytes)), events: events);

            var frame = Array.FindIndex(ends, end => at < end);
            Assert.Equal(All.Where((_, i) => frame == 0 || i / 2 != frame - 1), await store.LinesAsync());
            Assert.Equal(frame == 3 ? 2 : 3, store.Positions["at"][0]);
            Assert.Equal(frame < 3, store.Statistics.DamagedBlocks > 0);
            Assert.NotEmpty(events);
        }
    }

    [Fact]
    public async Task AfterDamageTheStoreGoesOn()
    {
        var (files, ends) = await ThreeBatchesAsync();
        files[Wal][ends[1] + 30] ^= 1;
        var directory = MemoryDirectory.Of(files);
        for (var start = 0; start < 3; start++)
        {
            await using var store = StoreFixture.Open(directory);
            await store.AppendAsync(StoreFixture.Batch((10 + start, $"new{start}")));
            Assert.Equal(7ul + (ulong)start, store.LastSequence);
            if (start == 1) await store.SealAsync();
        }

        await using var last = StoreFixture.Open(directory);
        Assert.Equal(["a1", "a2", "c1", "c2", "new0", "new1", "new2"], await last.LinesAsync());
        Assert.Equal(0, last.Statistics.DamagedBlocks);
    }

    /// <summary>The files of a store with three durable batches, and where the file's start and each frame ends.</summary>
    static async Task<(Dictionary<string, byte[]> Files, int[] Ends)> ThreeBatchesAsync()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        var ends = new List<int> { directory.Bytes(Wal).Length };
        for (var i = 0; i < 3; i++)
        {
            var batch = StoreFixture.Batch((i, All[2 * i]), (i, All[2 * i + 1]));
            batch.SetPosition("at", [(byte)(i + 1)]);
            await store.AppendDurableAsync(batch);
            ends.Add(directory.Bytes(Wal).Length);
        }

        return (directory.AfterKill(), [.. ends]);
    }

    static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, byte[] wal) => new(files) { [Wal] = wal };
}
