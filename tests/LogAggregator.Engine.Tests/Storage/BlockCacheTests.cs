using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Segments;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class BlockCacheTests
{
    static readonly SegmentName Segment = SegmentName.OfGeneration(1);

    readonly BlockCache _cache = new();

    [Fact]
    public void ManyBlocksAreKeptOfWhichLittleWasRead()
    {
        for (var index = 0; index <= BlockCache.Capacity; index++) _cache.Add(Segment, index, BlockOf(1024));
        Assert.Equal([.. Enumerable.Range(1, BlockCache.Capacity)], Kept(BlockCache.Capacity + 1));
    }

    [Fact]
    public void TheOldestGoWhereMuchWasRead()
    {
        const int third = (int)BlockCache.MaxBytes / 3 - 4096;
        for (var index = 0; index < 4; index++) _cache.Add(Segment, index, BlockOf(third));
        Assert.Equal([1, 2, 3], Kept(4));
    }

    [Fact]
    public void ABlockThatGrowsDrivesOthersOut()
    {
        var growing = BlockOf(0);
        _cache.Add(Segment, 0, BlockOf(1024));
        _cache.Add(Segment, 1, growing);
        growing.Buffers.RentBytes((int)BlockCache.MaxBytes + 1);
        Assert.Same(growing, _cache.Find(Segment, 1));
        Assert.Equal([1], Kept(2));
    }

    [Fact]
    public void ABlockNobodyAskedForIsLetGo()
    {
        _cache.Add(Segment, 0, BlockOf(0));
        _cache.Add(Segment, 1, BlockOf(0));
        _cache.DropUnused();
        _cache.Find(Segment, 1);
        _cache.DropUnused();
        Assert.Equal([1], Kept(2));
    }

    int[] Kept(int count) => [.. Enumerable.Range(0, count).Where(index => _cache.Find(Segment, index) is not null)];

    /// <summary>Of which so much was read.</summary>
    static ColumnBlock BlockOf(int bytes)
    {
        var (writer, written, buffers) = (new ColumnBlockWriter(compressionLevel: 1), new BlockChunks(), new ReadBuffers());
        writer.Add(1, 0, 0, Level.Info, default, 0, "a line"u8.ToArray());
        writer.Write(written);
        buffers.Keep();
        var block = new ColumnBlock(written.ChunkAt, 1, BlockOutline.Unknown, buffers);
        buffers.RentBytes(bytes);
        return block;
    }
}
