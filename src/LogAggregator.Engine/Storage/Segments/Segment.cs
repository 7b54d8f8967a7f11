using System;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// An immutable file of blocks. Belongs to one or more <see cref="SegmentSet"/>s; when the last one that has it is
/// released and it was retired, its file goes.
/// </summary>
sealed class Segment(SegmentName name, SegmentDirectory directory, long fileLength, IStorageDirectory folder, SourceTable sources)
{
    readonly bool[] _damaged = new bool[directory.Blocks.Length];
    readonly bool[] _failed = new bool[directory.Blocks.Length];
    readonly bool[] _toldDigest = new bool[directory.Blocks.Length];
    int _references;
    volatile bool _retired;

    public SegmentName Name => name;

    public string FileName { get; } = name.FileName;

    public SegmentDirectory Directory => directory;

    public long FileLength => fileLength;

    /// <summary>The store's number of each source.</summary>
    public int[] SourceNumbers { get; } = [.. directory.Sources.Select(source => sources.Intern(source.Source))];

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>No new reader will come.</summary>
    public void Retire() => _retired = true;

    /// <summary>True if the file is to be deleted now, by the caller.</summary>
    public bool Release() => Interlocked.Decrement(ref _references) == 0 && _retired;

    public LogSource SourceOf(int number, StoreCore core) => core.Sources[SourceNumbers[number]];

    public bool IsDamaged(int index) => Volatile.Read(ref _damaged[index]);

    /// <summary>
    /// The one place where a block that cannot be read is told, once. A damaged one is counted and not read again; one
    /// that the disk does not give now is tried by the next scan.
    /// </summary>
    public void OnDamaged(int index, Exception error, StoreCore core)
    {
        var isDamaged = error is CorruptBlockException;
        if (!isDamaged) core.CountReadFailure();
        if (Interlocked.Exchange(ref (isDamaged ? ref _damaged[index] : ref _failed[index]), true)) return;
        if (isDamaged) core.CountDamage();
        core.Tell(Level.Error, $"Block {index} of {FileName} cannot be read ({error.Message}); its records cannot be shown, all others can.");
    }

    /// <param name="index">Of the block.</param>
    /// <param name="core">The store.</param>
    /// <param name="buffers">What is read stands in them, and others do not see it; <see cref="ReadBuffers.Kept"/>: the block is kept for others.</param>
    /// <exception cref="CorruptBlockException">It is damaged.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read now.</exception>
    public ColumnBlock OpenBlock(int index, StoreCore core, ReadBuffers buffers)
    {
        if (buffers == ReadBuffers.Kept) return core.Blocks.GetOrOpen(name, index, () => ReadKept(index, core));
        return core.Blocks.Find(name, index) ?? ReadBlock(index, OutlineOf(index, core), buffers);
    }

    /// <summary>Others will look at the block, too: what it was read into is not given back.</summary>
    public void KeepBlock(int index, ColumnBlock block, StoreCore core)
    {
        block.Buffers.Keep();
        core.Blocks.Add(name, index, block);
    }

    /// <summary>Into memory of its own, of which the cache wants to know how much it is.</summary>
    ColumnBlock ReadKept(int index, StoreCore core)
    {
        var buffers = new ReadBuffers();
        buffers.Keep();
        return ReadBlock(index, OutlineOf(index, core), buffers);
    }

    /// <summary>As <see cref="OpenBlock"/>, without the caches.</summary>
    public ColumnBlock ReadBlock(int index) => ReadBlock(index, BlockOutline.Unknown, ReadBuffers.Kept);

    ColumnBlock ReadBlock(int index, BlockOutline outline, ReadBuffers buffers)
    {
        var entry = directory.Blocks[index];
        return new ColumnBlock(chunk => ReadChunk(entry, chunk, buffers), SourceNumbers.Length, outline, buffers);
    }

    BlockOutline OutlineOf(int index, StoreCore core) => new Digest(this, index, core).Outline;

    /// <summary>What the filter finds in a block, as far as that is known before its columns are read.</summary>
    /// <exception cref="System.IO.IOException">That cannot be read now.</exception>
    public Foreseen Foresee(int index, ScanFilter filter, StoreCore core)
    {
        var entry = directory.Blocks[index];
        var levels = entry.Shares.Aggregate(LevelSet.None, (all, share) => all | LevelSet.Of(share.Level));
        return filter.Foresee(new Digest(this, index, core), levels, entry.Bounds.MinTimestampNs, entry.Bounds.MaxTimestampNs);
    }

    /// <summary>Asks for what makes searching faster; where it is damaged that is told once, and the block is searched without it.</summary>
    T ReadOr<T>(int index, StoreCore core, Func<int, T> read, T unknown)
    {
        try
        {
            return read(index);
        }
        catch (CorruptBlockException error)
        {
            if (!Interlocked.Exchange(ref _toldDigest[index], true))
                core.Tell(Level.Error, $"The outline or tokens of block {index} of {FileName} cannot be read ({error.Message}); the block is searched without them.");
            return unknown;
        }
    }

    /// <summary>The block's last chunk but one.</summary>
    /// <exception cref="CorruptBlockException">It is damaged.</exception>
    public TokenFilter ReadTokens(int index)
    {
        var entry = directory.Blocks[index];
        return TokenFilter.Decode(ReadChunk(entry, entry.Chunks.Length - 2, ReadBuffers.Kept));
    }

    /// <summary>The block's last chunk, and its layout.</summary>
    /// <exception cref="CorruptBlockException">One of them is damaged.</exception>
    public BlockOutline ReadOutline(int index)
    {
        var entry = directory.Blocks[index];
        return BlockOutline.Decode(ReadChunk(entry, entry.Chunks.Length - 1, ReadBuffers.Kept), BlockLayout.Decode(ReadChunk(entry, BlockLayout.Chunk, ReadBuffers.Kept)));
    }

    ReadOnlyMemory<byte> ReadChunk(BlockEntry entry, int index, ReadBuffers buffers)
    {
        if (index < 0 || index >= entry.Chunks.Length) throw new CorruptBlockException("a chunk is missing");
        var offset = entry.Offset;
        for (var i = 0; i < index; i++) offset += entry.Chunks[i].Length;
        var chunk = entry.Chunks[index];
        if (offset < 0 || chunk.Length < 0 || offset > fileLength - chunk.Length) throw new CorruptBlockException("a chunk lies outside of the file");
        var bytes = buffers.RentBytes(chunk.Length);
        using var file = folder.Open(FileName);
        if (file.Read(offset, bytes.Span) < bytes.Length || Crc32C.Of(bytes.Span) != chunk.Crc) throw new CorruptBlockException($"the checksum of chunk {index} is wrong");
        return bytes;
    }

    sealed class Digest(Segment segment, int index, StoreCore core) : IBlockDigest
    {
        public TokenFilter Tokens => core.TokenFilters.GetOrRead(segment.Name, index, () => segment.ReadOr(index, core, segment.ReadTokens, TokenFilter.Unknown));

        public BlockOutline Outline => core.Outlines.GetOrRead(segment.Name, index, () => segment.ReadOr(index, core, segment.ReadOutline, BlockOutline.Unknown));
    }
}
