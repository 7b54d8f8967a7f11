using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Query.Ast;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class SegmentDamageTests
{
    const string Segment = "segment-0000000001.seg";
    const int Batches = 6;

    [Fact]
    public async Task AFlippedBitCostsItsOwnBlockAlone()
    {
        var files = await SealedFilesAsync();
        var all = await LinesOfAsync(files, []);
        var lost = new HashSet<int>();
        for (var at = 0; at < files[Segment].Length; at++)
        {
            var events = new ConcurrentQueue<StoreEvent>();
            var found = await LinesOfAsync(Flipped(files, Segment, at), events);
            Assert.NotEmpty(events);
            Assert.Empty(found.Except(all));
            Assert.InRange(all.Count - found.Count, 0, 20);
            lost.Add(all.Count - found.Count);
        }

        // Some flips hit a block, some a directory of which there are two.
        Assert.Contains(0, lost);
        Assert.True(lost.Count > 1);
    }

    [Fact]
    public async Task AFlippedBitInTheManifestCostsNothing()
    {
        var files = await SealedFilesAsync();
        var all = await LinesOfAsync(files, []);
        for (var at = 0; at < files["manifest"].Length; at++)
        {
            var events = new ConcurrentQueue<StoreEvent>();
            Assert.Equal(all, await LinesOfAsync(Flipped(files, "manifest", at), events));
            Assert.NotEmpty(events);
        }
    }

    [Fact]
    public async Task ADamagedBlockIsCountedOnceAndTold()
    {
        var files = Flipped(await SealedFilesAsync(), Segment, 10);
        var events = new ConcurrentQueue<StoreEvent>();
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files), StoreFixture.Options with { MaxRecentRecords = 0 }, events);
        await store.ListAsync();
        await store.ListAsync();
        Assert.Equal(1, store.Statistics.DamagedBlocks);
        Assert.Contains("Block 0 of segment-0000000001.seg cannot be read", Assert.Single(events).Sentence);
    }

    [Fact]
    public async Task ASegmentCutShortIsKeptAndTheStoreOpensWithoutIt()
    {
        var files = await SealedFilesAsync();
        var whole = files[Segment];
        foreach (var length in (int[])[0, 1, whole.Length / 2, whole.Length - 65, whole.Length - 33])
        {
            files[Segment] = whole[..length];
            var directory = MemoryDirectory.Of(files);
            await using (var store = StoreFixture.Open(directory))
            {
                Assert.Empty(await store.LinesAsync());
                Assert.Equal(1, store.Statistics.DamagedBlocks);
                await store.AppendAsync(StoreFixture.Batch((1, "new")));
                await store.SealAsync();
            }

            Assert.Equal(length, directory.Bytes(Segment).Length);
            directory = MemoryDirectory.Of(new Dictionary<string, byte[]>(directory.AfterKill()) { [Segment] = whole });
            await using var repaired = StoreFixture.Open(directory);
            Assert.True((await repaired.LinesAsync()).Count > 1);
        }
    }

    static async Task<List<string>> LinesOfAsync(Dictionary<string, byte[]> files, ConcurrentQueue<StoreEvent> events)
    {
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files), StoreFixture.Options with { MaxRecentRecords = 0 }, events);
        var lines = await store.LinesAsync();

        // The tokens of blocks are asked only for ids, their outlines only for texts.
        await store.LinesAsync(filter: new Phrase("absent00a1b2"));
        await store.LinesAsync(filter: new Phrase("up"));
        await store.AppendAsync(StoreFixture.Batch((1, "up")));
        return lines;
    }

    static Dictionary<string, byte[]> Flipped(Dictionary<string, byte[]> files, string name, int at)
    {
        var bytes = files[name].ToArray();
        bytes[at] ^= (byte)(1 << (at % 8));
        return new Dictionary<string, byte[]>(files) { [name] = bytes };
    }

    static async Task<Dictionary<string, byte[]>> SealedFilesAsync()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        var records = new RandomRecords(5);
        for (var i = 0; i < Batches; i++) await store.AppendAsync(records.Batch());
        await store.SealAsync();
        return directory.AfterKill();
    }
}
